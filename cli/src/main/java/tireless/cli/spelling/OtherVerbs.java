package tireless.cli.spelling;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The commands of {@code dataos-ctl} that are not about resources, and those that have no meaning here. */
final class OtherVerbs {
    private static final Set<Flag> KIND = Set.of(Flag.TYPE, Flag.NAME, Flag.VERSION, Flag.INSECURE);
    private static final Set<Flag> RUN = Set.of(
            Flag.FILE,
            Flag.WORKSPACE,
            Flag.NO_INTERPOLATION,
            Flag.STREAM_LOGS,
            Flag.KEEP_ON_SUCCESS,
            Flag.KEEP_ON_FAILURE,
            Flag.CONFIG_FILE,
            Flag.RUN_STRING,
            Flag.RUN_START_TIMEOUT,
            Flag.RUN_TIMEOUT,
            Flag.SUCCESS_STRINGS,
            Flag.FAILURE_STRINGS,
            Flag.INSECURE);

    private static final String NO_CATALOGUE =
            "there is no data catalogue, no depot and no query engine here; `get` lists what there is";

    private OtherVerbs() {}

    static List<Verb> all() {
        return Stream.concat(meant(), refused()).toList();
    }

    private static Stream<Verb> meant() {
        return Stream.of(
                Verbs.verb("resource run", RUN, OtherVerbs::run),
                plain("health", "server", "status"),
                plain("version", "--version"),
                plain("help", "--help"),
                plain("user get", "__user"),
                plain("context list", "__contexts"),
                plain("develop types", "__types"),
                plain("develop stack versions", "__stacks"),
                plain("develop schema get resource", "schema"),
                Verbs.verb("develop generate", KIND, spelled -> ofKind("example", spelled)),
                Verbs.verb("develop schema generate", KIND, spelled -> ofKind("schema", spelled)),
                plain("workspace get", "workspace", "get"),
                plain("workspace create", "workspace", "create"),
                plain("workspace delete", "workspace", "delete", "--yes"));
    }

    private static Verb plain(String words, String... command) {
        return Verbs.verb(
                words,
                Set.of(Flag.INSECURE),
                spelled -> PlainLine.of(command).withRest(spelled).said(""));
    }

    private static Rewritten ofKind(String command, Spelled spelled) {
        return PlainLine.of(command)
                .withIf(
                        spelled.value(Flag.TYPE).isPresent(),
                        spelled.value(Flag.TYPE).orElse(""))
                .withRest(spelled)
                .said("");
    }

    private static Rewritten run(Spelled spelled) {
        List<Flag> ends = Stream.of(
                        Flag.CONFIG_FILE,
                        Flag.RUN_STRING,
                        Flag.RUN_START_TIMEOUT,
                        Flag.RUN_TIMEOUT,
                        Flag.SUCCESS_STRINGS,
                        Flag.FAILURE_STRINGS)
                .filter(spelled::has)
                .toList();
        if (!ends.isEmpty()) {
            return new Rewritten.Instead(
                    "`%s` has no meaning: `run FILE` runs until you end it by Ctrl-C".formatted(ends.getFirst()));
        }
        PlainLine line = PlainLine.of("run");
        spelled.values(Flag.FILE).forEach(line::with);
        return line.with("-w", spelled.value(Flag.WORKSPACE))
                .withIf(spelled.has(Flag.NO_INTERPOLATION), "--disable-interpolation")
                .withRest(spelled)
                .said("");
    }

    private static Stream<Verb> refused() {
        return Stream.of(
                instead(
                        "tcp-stream",
                        "there is nothing to stream to: every process runs on this machine, and its ports"
                                + " are open to you as they are"),
                instead(
                        "login",
                        "there is nothing to log in to: the server listens on a socket in your home, which"
                                + " only you can open; start it with `server start`"),
                instead(
                        "init",
                        "there is nothing to set up: `server start` starts the server, and `run FILE` needs none"),
                instead(
                        "maintenance",
                        "there is no garbage to collect: `delete` ends all processes of a resource, and"
                                + " the newest attempts alone are kept"),
                instead(
                        "operate",
                        "there is no cluster to operate: use `logs` and `describe`, and the tools of this"
                                + " machine"),
                instead("view", "there are no web applications to open: use `get`, `describe` and `events`"),
                instead("tui", "there is no full-screen interface of that kind: use `top`, or `get -r`"),
                instead("doc", "use `--help` of each command, and the guide in docs/guide"),
                instead("context", "there is one context, your home: set TIRELESS_HOME to work with another one"),
                instead("user", "the only user is the account that calls; there are no API keys"),
                instead("role", "there are no roles: the account that owns the home may do everything"),
                instead(
                        "develop",
                        "of `develop` there are `types`, `generate -t TYPE`, `schema generate -t TYPE` and"
                                + " `stack versions`; `run FILE` runs manifests for development"),
                instead("develop schema get api", "ask the server itself: its socket answers /openapi.json"),
                instead(
                        "develop stack image-pull-secret",
                        "no image is handed out: the image of a container is pulled with the Secret that its `imagePullSecret` names"),
                instead(
                        "runtime",
                        "say what to do: `runtime get`, `pause`, `resume`, `stop`, `re-run` or `run`, and with what"),
                instead(
                        "resource",
                        "say what to do: `resource apply`, `get`, `log`, `delete`, `runtime` or `run`; the word itself"
                                + " may be left out"),
                instead("jq", "there is no jq inside: install it, and use `get -o json | jq FILTER`"),
                instead("domain", NO_CATALOGUE),
                instead("product", NO_CATALOGUE),
                instead("dataset", NO_CATALOGUE),
                instead("collation", NO_CATALOGUE),
                instead("fastbase", NO_CATALOGUE),
                instead("query-gateway", NO_CATALOGUE),
                instead("usage", "`top` and `get -o wide` show what workers do"));
    }

    private static Verb instead(String words, String sentence) {
        return Verbs.verb(words, Set.of(), _ -> new Rewritten.Instead(words + ": " + sentence));
    }
}
