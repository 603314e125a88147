package tireless.cli.spelling;

import java.util.Optional;
import java.util.Set;

/** What the verbs of resources mean in plain words. Flags that have nothing to do here, such as {@code -v}, are left out. */
final class Meanings {
    /** Beside an owner, {@code get -o} has these for programs, as the plain command has. */
    private static final Set<String> FORMATS = Set.of("json", "yaml", "name", "wide", "table");

    private Meanings() {}

    static Rewritten apply(Spelled spelled) {
        if (spelled.has(Flag.RE_RUN)) {
            return new Rewritten.Instead(
                    "`-r` has no meaning: what has changed starts anew by itself; to start all anew use `restart`");
        }
        String command = spelled.has(Flag.LINT) ? "lint" : spelled.has(Flag.DE_REF) ? "plan" : "apply";
        return PlainLine.of(command)
                .withFiles(spelled)
                .with("-w", spelled.value(Flag.WORKSPACE))
                .withIf(spelled.has(Flag.RECURSIVE), "-R")
                .withIf(spelled.has(Flag.NO_INTERPOLATION), "--disable-interpolation")
                .withIf(command.equals("apply"), "--yes")
                .withRest(spelled)
                .said(spelled.verb().spoken());
    }

    static Rewritten get(Spelled spelled) {
        Optional<String> owner = spelled.value(Flag.OWNER);
        Optional<String> format = owner.filter(FORMATS::contains);
        return PlainLine.of("get")
                .withTarget(spelled)
                .withFiles(spelled)
                .with("-o", format.or(() -> spelled.has(Flag.DETAILS) ? Optional.of("wide") : Optional.empty()))
                .with("--owner", owner.filter(value -> !FORMATS.contains(value)))
                .withIf(spelled.has(Flag.TAGS), "--tags")
                .withIf(spelled.has(Flag.UNSANITIZE), "--unSanitize")
                .withRefresh(spelled)
                .withRest(spelled)
                .said("get");
    }

    static Rewritten runtime(Spelled spelled) {
        return PlainLine.of("get", "runtime")
                .withTarget(spelled)
                .withFiles(spelled)
                .with("--node", spelled.value(Flag.NODE))
                .withIf(spelled.has(Flag.YAML), "-o", "yaml")
                .withRefresh(spelled)
                .withRest(spelled)
                .said("get runtime");
    }

    static Rewritten delete(Spelled spelled) {
        return PlainLine.of("delete")
                .withTarget(spelled)
                .withFiles(spelled)
                .withIf(spelled.has(Flag.FORCE), "--force")
                .with("--yes")
                .withRest(spelled)
                .said("delete");
    }

    static Rewritten logs(Spelled spelled) {
        Optional<String> container = spelled.value(Flag.CONTAINER);
        if (container.isPresent() && !container.get().endsWith("main")) {
            return new Rewritten.Instead("there is no container `%s`: a node has one, its process; leave out `-c`"
                    .formatted(container.get()));
        }
        return PlainLine.of("logs")
                .withTarget(spelled)
                .with("--node", spelled.value(Flag.NODE))
                .withIf(spelled.has(Flag.FOLLOW), "-f")
                .with("-l", spelled.value(Flag.TAIL))
                .withRest(spelled)
                .said("log");
    }

    /** What runs without an end has no further run beside it: both kinds of running again are a restart. */
    static Rewritten power(Spelled spelled) {
        String verb = spelled.verb().spoken();
        String command = verb.equals("re-run") || verb.equals("run") ? "restart" : verb;
        return PlainLine.of(command)
                .withTarget(spelled)
                .withFiles(spelled)
                .withRest(spelled)
                .said(verb);
    }
}
