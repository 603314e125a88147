package tireless.acceptance;

/** Manifests as texts. */
final class Manifests {
    /** Says that it works, again and again. */
    static final String STEADY = "while :; do echo at work; sleep 0.5; done";

    private Manifests() {}

    /** A worker that runs a line of shell and may take two seconds to stop. */
    static String worker(String name, String shell) {
        return worker(name, shell, "terminationGracePeriodSeconds: 2");
    }

    /** @param option a line below {@code tireless:} */
    static String worker(String name, String shell, String option) {
        return """
                name: %s
                version: v1beta
                type: worker
                worker:
                  stack: process
                  stackSpec:
                    shell: |-
                      %s
                  tireless:
                    %s
                """.formatted(name, shell.strip().replace("\n", "\n      "), option);
    }
}
