package tireless.manifest.kind;

import java.util.Optional;

/** A volume by name, and where the replica finds it. */
public record VolumeUse(String name, String directory, Optional<Boolean> readOnly, Optional<String> subPath) {}
