package tireless.runtime.process.log;

import java.nio.file.Path;

/**
 * How the output of replicas is kept.
 *
 * @param libraries where the native library of zstd is put, once; must not be mounted noexec
 */
public record LogSettings(LogLimits limits, Path libraries) {}
