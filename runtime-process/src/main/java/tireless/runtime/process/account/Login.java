package tireless.runtime.process.account;

import java.util.Map;

/**
 * An account of this machine, in numbers, and what it finds in its environment.
 *
 * @param owner its numbers
 * @param name its number as a text where the machine knows none
 * @param known whether the machine knows it; only then it has further groups
 * @param home its home
 * @param shell its shell
 */
record Login(Owner owner, String name, boolean known, String home, String shell) {
    private static final String TEMPORARY = "/tmp";

    /** A number that the machine has no name for. */
    static Login unknown(Owner owner) {
        return new Login(owner, Long.toString(owner.user()), false, "/", "/bin/sh");
    }

    /** What a login would set, and TMPDIR: that of the server may be closed to others. */
    Map<String, String> variables() {
        return Map.of("HOME", home, "USER", name, "LOGNAME", name, "SHELL", shell, "TMPDIR", TEMPORARY);
    }
}
