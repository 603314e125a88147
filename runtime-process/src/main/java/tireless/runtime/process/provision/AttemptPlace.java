package tireless.runtime.process.provision;

import java.nio.file.Path;

/** Where an attempt has what it is given. */
record AttemptPlace(Path folder) {
    Path config() {
        return folder.resolve("config");
    }

    /** A folder, or a link to one in memory. */
    Path secret() {
        return folder.resolve("secret");
    }

    Path temp() {
        return folder.resolve("temp");
    }

    Path volume(String name) {
        return folder.resolve("volumes").resolve(name);
    }

    /** Where it is written down how it gets to its paths. */
    Path namespace() {
        return folder.resolve("namespace");
    }
}
