package tireless.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.model.Declaration;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.SecretValues;
import tireless.model.TirelessException;
import tireless.plan.Candidate;
import tireless.plan.Change;
import tireless.plan.DesiredResource;
import tireless.plan.Plan;
import tireless.secret.DeclaredSecret;
import tireless.secret.Vault;
import tireless.store.PastRevision;
import tireless.store.SealedSecret;
import tireless.store.Store;

/** The part of a plan that values of secrets have: what stands for them, whom they concern, and what is sealed with the commit. */
public final class Secrets {
    private final Store store;
    private final Vault vault;

    public Secrets(Store store, Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    /**
     * What is to be planned for {@code asked}: secrets with the fingerprints of their values, workloads with those of the secrets that they use, and who else uses a secret
     * that changes or goes.
     *
     * @param gone what goes
     * @throws TirelessException if the key of the secrets is needed and can not be read
     */
    public List<Candidate> prepared(
            List<Candidate> asked, Collection<ResourceKey> gone, Map<ResourceKey, DesiredResource> current) {
        return Dependants.with(asked.stream().map(this::named).toList(), gone, current);
    }

    private Candidate named(Candidate asked) {
        return asked.values().isPresent() && asked.spec() instanceof Declaration declared
                ? asked.withSpec(DeclaredSecret.with(
                        asked.key(),
                        declared,
                        vault.fingerprints(asked.key(), asked.values().get())))
                : asked;
    }

    /** What is to be committed with {@code plan}; {@code candidates} are those that it was made of. Throws as {@link #prepared} does, or if the key can not be written. */
    public List<SealedSecret> sealed(Plan plan, List<Candidate> candidates) {
        Map<ResourceKey, SecretValues> values = new HashMap<>();
        candidates.forEach(candidate -> candidate.values().ifPresent(found -> values.put(candidate.key(), found)));
        List<SealedSecret> sealed = new ArrayList<>();
        for (Change change : plan.changes()) {
            Revision revision = change.after().revision();
            SecretValues found = values.get(change.key());
            if (found != null && !(change instanceof Change.Unchanged && isKept(revision))) {
                sealed.add(vault.seal(revision, found));
            }
        }
        return sealed;
    }

    /** A backup that was restored may hold what no key opens any more: then to apply the same values again gives them back. */
    private boolean isKept(Revision revision) {
        return store.secrets().find(revision).filter(vault::opens).isPresent();
    }

    /** The candidate that makes an earlier revision the desired one again, with its values. */
    Candidate again(PastRevision past) {
        Optional<SecretValues> values = store.secrets().find(past.revision()).map(vault::open);
        return new Candidate(past.revision().key(), past.revision().spec(), past.document(), values);
    }
}
