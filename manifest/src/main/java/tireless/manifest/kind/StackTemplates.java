package tireless.manifest.kind;

import java.util.Optional;

/**
 * The Go templates of a stack for one type of resource, each exactly as written.
 *
 * @param successCondition when a job that the resource template makes has succeeded
 * @param failureCondition when it has failed
 */
public record StackTemplates(
        Optional<String> configFile,
        Optional<String> container,
        Optional<String> resource,
        Optional<String> successCondition,
        Optional<String> failureCondition) {}
