package tireless.cli.context;

import picocli.CommandLine.IVersionProvider;

/** What {@code tireless --version} says. */
public final class Version implements IVersionProvider {
    /** The version alone. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "of a source tree" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"tireless " + text()};
    }
}
