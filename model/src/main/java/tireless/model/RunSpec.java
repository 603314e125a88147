package tireless.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one replica runs: a stack and its {@code stackSpec}, resolved. It is stored as it is and never computed again, so that
 * an upgrade changes no running worker.
 *
 * @param command the program and its arguments; a program without a slash is looked up in the environment's PATH. In an image, empty
 *     is what the image itself starts
 * @param workingDirectory absolute; in an image, {@code /} is the image's own
 * @param environment what the process gets beyond the service account's own variables and those of the platform
 * @param image empty for a process of this machine, and where nothing but objects of a stack run on a cluster
 */
public record RunSpec(
        List<String> command,
        Path workingDirectory,
        SortedMap<String, String> environment,
        Limits limits,
        StopPolicy stop,
        Confinement confinement,
        Provisions provisions,
        Optional<ContainerImage> image) {
    public RunSpec {
        command = List.copyOf(command);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        if (!workingDirectory.isAbsolute()) {
            throw new IllegalArgumentException("the working directory must be absolute: " + workingDirectory);
        }
    }

    /** By the account that everything runs as. */
    public RunSpec(
            List<String> command,
            Path workingDirectory,
            SortedMap<String, String> environment,
            Limits limits,
            StopPolicy stop,
            Network network,
            Provisions provisions,
            Optional<ContainerImage> image) {
        this(command, workingDirectory, environment, limits, stop, new Confinement(network), provisions, image);
    }

    /** A process without provisions. */
    public RunSpec(
            List<String> command,
            Path workingDirectory,
            SortedMap<String, String> environment,
            Limits limits,
            StopPolicy stop,
            Network network) {
        this(command, workingDirectory, environment, limits, stop, network, Provisions.NONE, Optional.empty());
    }

    /** A process without provisions, in the network of the machine. */
    public RunSpec(
            List<String> command,
            Path workingDirectory,
            SortedMap<String, String> environment,
            Limits limits,
            StopPolicy stop) {
        this(command, workingDirectory, environment, limits, stop, Network.HOST);
    }

    /** The same with another command. */
    public RunSpec withCommand(List<String> other) {
        return new RunSpec(other, workingDirectory, environment, limits, stop, confinement, provisions, image);
    }

    /** The same with another environment. */
    public RunSpec withEnvironment(SortedMap<String, String> other) {
        return new RunSpec(command, workingDirectory, other, limits, stop, confinement, provisions, image);
    }

    /** The same with other provisions. */
    public RunSpec withProvisions(Provisions other) {
        return new RunSpec(command, workingDirectory, environment, limits, stop, confinement, other, image);
    }

    /** The same by another account. */
    public RunSpec withAccount(UnixAccount other) {
        Confinement confined = new Confinement(network(), Optional.of(other));
        return new RunSpec(command, workingDirectory, environment, limits, stop, confined, provisions, image);
    }

    /** What it may reach. */
    public Network network() {
        return confinement.network();
    }

    /** Whom it runs as; empty is the account that everything runs as. */
    public Optional<UnixAccount> account() {
        return confinement.account();
    }
}
