package tireless.runtime.container;

/** The full name of an image. */
final class ImageReference {
    private static final String HUB = "docker.io/";

    private ImageReference() {}

    /** What a Kubernetes pulls by this reference: without a registry it is Docker Hub's. */
    static String full(String written) {
        int slash = written.indexOf('/');
        if (slash < 0) {
            return HUB + "library/" + written;
        }
        String first = written.substring(0, slash);
        boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
        return registry ? written : HUB + written;
    }
}
