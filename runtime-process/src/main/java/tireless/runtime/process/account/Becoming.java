package tireless.runtime.process.account;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tireless.model.UnixAccount;

/**
 * How a command comes to run as another account: by {@code setpriv}, which becomes it, so that the process keeps its number. The groups are
 * the account's alone, and no right of root is left.
 *
 * <p>Before that, programs run as root: none of them sees a variable of the command's, as with {@code LD_LIBRARY_PATH} the account could
 * have them run a library of its own. So the variables have other names until then.
 */
public final class Becoming {
    private static final String CARRIED = "TIRELESS_THEN_";
    private static final String PLAIN = "TIRELESS_";
    private static final int NOT_ENTERED = 93;
    private static final int NOT_RUN = 94;

    /** Looks at a working directory and a program as the account sees them. */
    private static final String LOOK = """
            set -f
            cd -P -- "$1" || exit %d
            case $2 in
            */*) [ -f "$2" ] && [ -x "$2" ] && exit 0 ;;
            *)
                IFS=:
                for folder in $3; do [ -f "${folder:-.}/$2" ] && [ -x "${folder:-.}/$2" ] && exit 0; done ;;
            esac
            exit %d
            """.formatted(NOT_ENTERED, NOT_RUN);

    private final UnixAccount account;
    private final Login login;
    private final List<String> before;

    Becoming(UnixAccount account, Login login, Path setpriv) {
        this.account = account;
        this.login = login;
        this.before = List.of(
                setpriv.toString(),
                "--reuid=" + login.owner().user(),
                "--regid=" + login.owner().group(),
                login.known() ? "--init-groups" : "--clear-groups",
                "--inh-caps=-all",
                "--");
    }

    /** Whom its files are given to. */
    public Owner owner() {
        return login.owner();
    }

    /** What the account finds in its environment, where nothing else is said. */
    public Map<String, String> variables() {
        return login.variables();
    }

    /** The command, to be run as root with the variables that {@link #carried} makes of these. */
    public List<String> around(List<String> command, Map<String, String> variables) {
        StringBuilder script = new StringBuilder("unset OLDPWD SHLVL\n");
        variables.keySet().stream()
                .filter(Becoming::isCarried)
                .forEach(name ->
                        script.append("command export %1$s=\"$%2$s%1$s\"; unset %2$s%1$s\n".formatted(name, CARRIED)));
        List<String> all = new ArrayList<>(before);
        all.addAll(List.of("/bin/sh", "-c", script + "exec \"$@\"", "sh"));
        all.addAll(command);
        return all;
    }

    /** The variables by names that mean nothing to anybody. */
    public static Map<String, String> carried(Map<String, String> variables) {
        Map<String, String> carried = new TreeMap<>();
        variables.forEach((name, value) -> carried.put(isCarried(name) ? CARRIED + name : name, value));
        return carried;
    }

    private static boolean isCarried(String name) {
        return !name.startsWith(PLAIN);
    }

    /**
     * What hinders the account from running a command here, and what to do, for people; empty if nothing does.
     *
     * @param leading what the command is put behind besides
     * @param searchPath the folders in which a program without a slash is looked for
     */
    public Optional<String> hindrance(List<String> leading, String program, Path workingDirectory, String searchPath) {
        try {
            return look(leading, program, workingDirectory, searchPath);
        } catch (IOException failure) {
            return Optional.of("it can not run as `%s`: %s".formatted(account, failure.getMessage()));
        }
    }

    private Optional<String> look(List<String> leading, String program, Path workingDirectory, String searchPath)
            throws IOException {
        List<String> command = new ArrayList<>(leading);
        command.addAll(before);
        command.addAll(List.of("/bin/sh", "-c", LOOK, "sh", workingDirectory.toString(), program, searchPath));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(Redirect.DISCARD);
        builder.environment().clear();
        Process look = builder.start();
        try (var errors = look.getErrorStream()) {
            String said = new String(errors.readAllBytes(), StandardCharsets.UTF_8);
            return switch (look.waitFor()) {
                case 0 -> Optional.empty();
                case NOT_ENTERED ->
                    Optional.of(
                            "the account `%s` may not enter the working directory %s: let it into that and all folders above it (chmod o+x), or name another"
                                    .formatted(account, workingDirectory));
                case NOT_RUN ->
                    Optional.of(
                            "the account `%s` may not run the program %s: let it read and execute it (chmod o+rx), and enter all folders above it, or name another"
                                    .formatted(account, program));
                default ->
                    Optional.of("it can not run as `%s`: %s"
                            .formatted(
                                    account,
                                    said.lines()
                                            .filter(line -> !line.isBlank())
                                            .reduce((_, last) -> last)
                                            .orElse("setpriv failed without a word")));
            };
        } catch (InterruptedException interrupted) {
            look.destroyForcibly();
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
