package tireless.runtime.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.AttemptId;
import tireless.model.ResourceKey;
import tireless.model.RunSpec;
import tireless.model.SecretProjection;
import tireless.model.VolumeHolding;
import tireless.runtime.process.account.Accounts;
import tireless.runtime.process.account.Owner;
import tireless.runtime.process.provision.Equipment;
import tireless.runtime.process.provision.Provisioner;

/** Gives containers what their runs are given, mounted at the platform's paths. */
final class ContainerOutfit implements AutoCloseable {
    private static final Map<String, String> PATHS = Map.of(
            "DATAOS_CONFIG_DIR", "/etc/dataos/config",
            "DATAOS_SECRET_DIR", "/etc/dataos/secret",
            "DATAOS_TEMP_DIR", "/var/dataos/temp_data");

    private static final String IN_RECORDS =
            "its secrets are variables, so the engine has them in its records on the disk, where they may stay when it is gone; consumptionType: file keeps them in memory";

    private final Provisioner provisioner;

    ContainerOutfit(Provisioner provisioner) {
        this.provisioner = provisioner;
    }

    /** What came of it. */
    sealed interface Outcome {
        /**
         * All is there.
         *
         * @param mounts of folders of this machine
         * @param variables that go with them
         * @param warnings what could not be handed over, for people
         * @param remarks what else people may want to know of that
         */
        record Fit(List<Mount> mounts, SortedMap<String, String> variables, List<String> warnings, List<String> remarks)
                implements Outcome {
            @Override
            public String toString() {
                return "Fit[%s, %s]".formatted(mounts, variables.keySet());
            }
        }

        /** @param cause for people: what is missing, and what to do */
        record Unfit(String cause) implements Outcome {}
    }

    /**
     * Makes ready an attempt that is about to start.
     *
     * @param clients the variables of the engine's client, which would be told the value on its command line
     * @throws IOException if it can not be written down
     */
    Outcome fit(AttemptId attempt, RunSpec run, Map<String, String> clients) throws IOException {
        if (!Provisioner.isNeeded(run)) {
            return new Outcome.Fit(List.of(), new TreeMap<>(), List.of(), List.of());
        }
        Optional<Owner> owner = Accounts.inImage(run.account());
        // Root in a container of an account's own engine is that account outside of it.
        boolean foreign =
                run.account().filter(account -> !account.user().equals("0")).isPresent();
        if (foreign && owner.isEmpty()) {
            return new Outcome.Unfit(
                    "a container's own account can be given files, secrets and volumes by root alone: run the server as root, or leave out `unixUser`");
        }
        return switch (provisioner.prepare(attempt, run, owner)) {
            case Provisioner.Outcome.Refused(String cause) -> new Outcome.Unfit(cause);
            case Provisioner.Outcome.Ready(Equipment equipment) -> fit(run, equipment, clients);
        };
    }

    private static Outcome fit(RunSpec run, Equipment equipment, Map<String, String> clients) {
        Optional<String> visible = equipment.variables().keySet().stream()
                .filter(name -> ClientVariables.isClients(name) || clients.containsKey(name))
                .findFirst();
        if (visible.isPresent()) {
            return new Outcome.Unfit(
                    "a secret can not be the variable `%s` of a container: hand it over as a file (consumptionType: file)"
                            .formatted(visible.get()));
        }
        List<Mount> mounts = equipment.binds().stream()
                .map(bind -> new Mount(bind.source(), bind.target().toString(), bind.readOnly()))
                .toList();
        SortedMap<String, String> variables = new TreeMap<>(equipment.variables());
        variables.putAll(PATHS);
        return new Outcome.Fit(mounts, variables, equipment.warnings(), remarks(run));
    }

    private static List<String> remarks(RunSpec run) {
        return run.provisions().secrets().stream().anyMatch(use -> use.kind() == SecretProjection.Kind.ENV_VARS)
                ? List.of(IN_RECORDS)
                : List.of();
    }

    /** What the temporary folders of a volume hold that containers have; empty where it has none of them. */
    Optional<VolumeHolding> ofReplicas(ResourceKey volume) {
        return provisioner.ofReplicas(volume);
    }

    /** Takes away what was made for an attempt that is known dead or was never started; harmless if nothing was. */
    void end(AttemptId attempt) throws IOException {
        provisioner.end(attempt);
    }

    @Override
    public void close() {
        try {
            provisioner.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
