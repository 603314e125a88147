package tireless.runtime.container;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import tireless.model.Limits;

/** Which limits an engine can keep on this machine: one that it can not is told, and left out, as otherwise nothing would run. */
final class Abilities {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final EngineCalls calls;
    private final Map<Engine, Known> known = new ConcurrentHashMap<>();

    private record Known(boolean memory, boolean cpu) {}

    Abilities(EngineCalls calls) {
        this.calls = calls;
    }

    /**
     * The limits that can be kept.
     *
     * @param warnings what can not, for people
     */
    record Kept(Limits limits, List<String> warnings) {
        Kept {
            warnings = List.copyOf(warnings);
        }
    }

    Kept of(Engine engine, Limits wanted) {
        if (wanted.isEmpty()) {
            return new Kept(wanted, List.of());
        }
        Known can = known.computeIfAbsent(engine, this::ask);
        List<String> warnings = new ArrayList<>();
        return new Kept(
                new Limits(
                        kept("memory", wanted.memoryBytes(), can.memory(), engine, warnings),
                        kept("cpu", wanted.cpuMillis(), can.cpu(), engine, warnings)),
                warnings);
    }

    private static OptionalLong kept(
            String what, OptionalLong wanted, boolean can, Engine engine, List<String> warnings) {
        if (wanted.isEmpty() || can) {
            return wanted;
        }
        warnings.add(("the %s limit is not enforced: %s may not use the %s controller of control groups here;"
                        + " an account other than root needs control groups of version 2, delegated to it")
                .formatted(what, engine.name(), what));
        return OptionalLong.empty();
    }

    /** Who does not answer is taken to be able: the run then says what is wrong. */
    private Known ask(Engine engine) {
        return switch (engine.kind()) {
            case PODMAN ->
                calls.ask(
                                                engine,
                                                LIMIT,
                                                List.of(
                                                        "info",
                                                        "--format",
                                                        "{{.Host.Security.Rootless}} {{.Host.CgroupsVersion}} {{.Host.CgroupControllers}}"))
                                        instanceof Reply.Answer(int status, String output, var _)
                                && status == 0
                        ? podman(output)
                        : new Known(true, true);
            case DOCKER ->
                calls.ask(engine, LIMIT, List.of("info", "--format", "{{.MemoryLimit}} {{.CPUCfsQuota}}"))
                                        instanceof Reply.Answer(int status, String output, var _)
                                && status == 0
                        ? new Known(!output.startsWith("false"), !output.endsWith("false"))
                        : new Known(true, true);
        };
    }

    /** {@code true v1 [memory pids]}: without root, version 1 can not be used at all. */
    private static Known podman(String output) {
        String[] words = output.replaceAll("[\\[\\],]", " ").strip().split("\\s+", -1);
        boolean none = words.length > 1 && words[0].equals("true") && words[1].equals("v1");
        List<String> controllers = List.of(words);
        return new Known(!none && controllers.contains("memory"), !none && controllers.contains("cpu"));
    }
}
