package tireless.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.model.ContainerImage;
import tireless.model.FileContent;
import tireless.model.Probe;
import tireless.model.UnixAccount;

/**
 * What a stack makes of a {@code stackSpec}.
 *
 * @param workingDirectory absolute
 * @param environment the stack's own variables; the manifest's win over them
 * @param configs files by name; those of the manifest's own {@code configs} win over them
 * @param readiness how it is asked whether it is ready, where the manifest says nothing of that
 * @param image empty for a process of this machine
 * @param account as whom it runs, where the manifest says nothing of that
 * @param wholeGroup whether a stop must reach the whole process group, because a shell stands before the program
 */
public record Launch(
        List<String> command,
        Path workingDirectory,
        Map<String, String> environment,
        boolean wholeGroup,
        Map<String, FileContent> configs,
        Optional<ContainerImage> image,
        Optional<Probe> readiness,
        Optional<UnixAccount> account) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        configs = Map.copyOf(configs);
    }

    /** Ready as its worker says. */
    public Launch(
            List<String> command,
            Path workingDirectory,
            Map<String, String> environment,
            boolean wholeGroup,
            Map<String, FileContent> configs,
            Optional<ContainerImage> image) {
        this(command, workingDirectory, environment, wholeGroup, configs, image, Optional.empty(), Optional.empty());
    }

    /** A process of this machine that is given no files. */
    public Launch(List<String> command, Path workingDirectory, Map<String, String> environment, boolean wholeGroup) {
        this(command, workingDirectory, environment, wholeGroup, Map.of(), Optional.empty());
    }

    /** The same, asked by {@code probe} whether it is ready. */
    public Launch withReadiness(Probe probe) {
        return new Launch(
                command, workingDirectory, environment, wholeGroup, configs, image, Optional.of(probe), account);
    }

    /**
     * The same program in an image that has it as {@code program}.
     *
     * @param user as whom it runs where the manifest names no account; empty is as the image says
     */
    public Launch inImage(ContainerImage other, String program, Optional<UnixAccount> user) {
        List<String> words = new ArrayList<>(command);
        words.set(0, program);
        return new Launch(words, Path.of("/"), environment, false, configs, Optional.of(other), readiness, user);
    }

    /** The same in an image. */
    Launch in(ContainerImage other) {
        return new Launch(
                command, workingDirectory, environment, wholeGroup, configs, Optional.of(other), readiness, account);
    }

    /** The same with another program. */
    public Launch withProgram(String program) {
        List<String> words = new ArrayList<>(command);
        words.set(0, program);
        return new Launch(words, workingDirectory, environment, wholeGroup, configs, image, readiness, account);
    }
}
