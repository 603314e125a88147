package tireless.cli.spelling;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The commands of {@code dataos-ctl} that mean something here. */
final class Verbs {
    private static final Set<Flag> ONE = Set.of(
            Flag.TYPE, Flag.NAME, Flag.VERSION, Flag.WORKSPACE, Flag.IDENTIFIER, Flag.ID, Flag.FILE, Flag.INSECURE);
    private static final Set<Flag> MANIFESTS = Set.of(
            Flag.FILE, Flag.WORKSPACE, Flag.RECURSIVE, Flag.NO_INTERPOLATION, Flag.NO_STACK_RESOLUTION, Flag.INSECURE);
    private static final Set<Flag> NODES =
            with(ONE, Flag.DETAILS, Flag.NODE, Flag.REFRESH, Flag.REFRESH_RATE, Flag.YAML);

    static final List<Verb> ALL = all();

    private Verbs() {}

    private static List<Verb> all() {
        List<Verb> all = new ArrayList<>();
        all.add(verb("apply", with(MANIFESTS, Flag.LINT, Flag.DE_REF, Flag.RE_RUN), Meanings::apply));
        all.add(verb("create", MANIFESTS, Meanings::apply));
        all.add(verb("update", MANIFESTS, Meanings::apply));
        all.add(verb(
                "get",
                with(
                        ONE,
                        Flag.ALL,
                        Flag.OWNER,
                        Flag.DETAILS,
                        Flag.REFRESH,
                        Flag.REFRESH_RATE,
                        Flag.TAGS,
                        Flag.UNSANITIZE),
                Meanings::get));
        all.add(verb("get runtime", NODES, Meanings::runtime));
        all.add(verb("runtime get", NODES, Meanings::runtime));
        all.add(verb("delete", with(ONE, Flag.FORCE), Meanings::delete));
        Set<Flag> logs = with(ONE, Flag.NODE, Flag.CONTAINER, Flag.FOLLOW, Flag.TAIL, Flag.RUNNABLE);
        logs.remove(Flag.FILE);
        all.add(verb("log", logs, Meanings::logs));
        all.add(verb("logs", logs, Meanings::logs));
        for (String power : List.of("pause", "resume", "stop", "re-run", "run")) {
            all.add(verb("runtime " + power, ONE, Meanings::power));
        }
        all.addAll(OtherVerbs.all());
        return List.copyOf(all);
    }

    static Verb verb(String words, Set<Flag> flags, Function<Spelled, Rewritten> meaning) {
        return new Verb(List.of(words.split(" ", -1)), flags, meaning);
    }

    static Set<Flag> with(Set<Flag> flags, Flag... more) {
        Set<Flag> all = EnumSet.of(Flag.HELP, more);
        all.addAll(flags);
        all.remove(Flag.HELP);
        return all;
    }
}
