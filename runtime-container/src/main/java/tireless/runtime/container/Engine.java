package tireless.runtime.container;

import java.nio.file.Path;

/**
 * What runs containers.
 *
 * @param program its client
 */
record Engine(Kind kind, Path program) {
    /** Which of them it is: they differ in a few options. */
    enum Kind {
        PODMAN,
        DOCKER;

        /** By the name of the program: what does not call itself docker speaks as podman does. */
        static Kind of(Path program) {
            return program.getFileName().toString().startsWith("docker") ? DOCKER : PODMAN;
        }
    }

    Engine(Path program) {
        this(Kind.of(program), program);
    }

    /** As people call it. */
    String name() {
        return program.getFileName().toString();
    }
}
