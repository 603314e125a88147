package tireless.cli.context;

import picocli.CommandLine.IVersionProvider;

/** What {@code tireless --version} says. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"tireless " + (version == null ? "of a source tree" : version)};
    }
}
