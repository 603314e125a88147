package tireless.manifest.kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.model.Network;
import tireless.model.UnixAccount;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.notice.Recipient;

/**
 * The section {@code tireless}: what DataOS does not know.
 *
 * @param recipients who is told of what happens
 * @param pods what holds on a Kubernetes cluster alone
 */
public record TirelessSection(
        Progress progress,
        Optional<Restart> restart,
        OptionalInt terminationGracePeriodSeconds,
        AutoscaleSection scaling,
        Isolation isolation,
        ProbeSection.All probes,
        List<Recipient> recipients,
        Pods pods) {
    public TirelessSection {
        recipients = List.copyOf(recipients);
    }

    /** How what waits is worked off, and a replica is emptied. */
    public Optional<AutoscaleSection.Drain> drain() {
        return scaling.drain();
    }

    /** When a replica counts as stalled. */
    public Optional<Stall> stallAfter() {
        return progress.stallAfter();
    }

    /** How long its heartbeat may be silent. */
    public Optional<Duration> watchdog() {
        return progress.watchdog();
    }

    /** What it may reach. */
    public Optional<Network> network() {
        return isolation.network();
    }

    /** Whom it runs as. */
    public Optional<UnixAccount> unixUser() {
        return isolation.unixUser();
    }

    /**
     * How it is known whether a replica gets on.
     *
     * @param stallAfter empty in {@link Stall} means never
     * @param signals where its counts come from
     */
    public record Progress(Optional<Stall> stallAfter, Optional<Duration> watchdog, SignalSection signals) {
        public static final Progress NONE = new Progress(Optional.empty(), Optional.empty(), SignalSection.NONE);
    }

    /** What a replica may reach, and whom it runs as. */
    public record Isolation(Optional<Network> network, Optional<UnixAccount> unixUser) {
        public static final Isolation NONE = new Isolation(Optional.empty(), Optional.empty());
    }

    /**
     * How replicas are made where they are pods.
     *
     * @param image what runs there where the stack has no image
     * @param pullSecret the name of the secret that {@code image} is pulled with
     */
    public record Pods(Optional<String> image, Optional<String> pullSecret, Optional<PodManagement> management) {
        public static final Pods NONE = new Pods(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How long a replica may be without progress; empty is for ever. */
    public record Stall(Optional<Duration> after) {}

    /** The delays between restarts of a failing replica. */
    public record Restart(Optional<Duration> initial, Optional<Duration> max) {}
}
