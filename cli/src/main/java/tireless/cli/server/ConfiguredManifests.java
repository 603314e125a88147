package tireless.cli.server;

import tireless.cli.context.Context;
import tireless.cli.context.Manifests;

/** Manifests as a command reads them that runs or checks workers itself: by the file {@code server.yaml} of its home. */
public final class ConfiguredManifests {
    private ConfiguredManifests() {}

    /** The file is not read before something in a manifest asks for it. */
    public static Manifests of(Context context) {
        return new Manifests(
                () -> BentoSection.of(context), () -> SmtpSection.of(context).isPresent());
    }
}
