package tireless.stack;

import tireless.manifest.kind.StackManifest;

/** Makes stacks of the manifests that declare them. */
public interface StackDefinitions {
    Stack define(StackManifest manifest);

    /** Reports what is wrong with a Stack before any worker uses it. */
    void check(StackManifest manifest, ResolveContext context);
}
