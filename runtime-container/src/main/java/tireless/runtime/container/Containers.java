package tireless.runtime.container;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks an engine of containers, and ends them. Safe for use by many threads. */
final class Containers {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ROUNDS = 3;
    private static final String KILLED = "(137)";
    private static final String EXITED = " Exited ";

    private final EngineCalls calls;

    Containers(EngineCalls calls) {
        this.calls = calls;
    }

    /** What became of a container that is to be gone. */
    sealed interface Outcome {
        /**
         * There is none, and none will come to be.
         *
         * @param outOfMemory whether the kernel killed it because it went over its memory limit
         */
        record Gone(boolean outOfMemory) implements Outcome {}

        /** @param cause for people: why that is not known */
        record Unknown(String cause) implements Outcome {}
    }

    /** A container that lives. */
    record Living(String id, long pid) {}

    /**
     * Ends the container of an attempt, whatever it does, and waits until it is gone. Its client must be over.
     *
     */
    Outcome end(Engine engine, ContainerName name) {
        boolean outOfMemory = false;
        for (int round = 0; round < ROUNDS; round++) {
            Reply listed = ask(
                    engine,
                    "ps",
                    "--all",
                    "--no-trunc",
                    "--filter",
                    "name=^" + name + "$",
                    "--format",
                    "{{.ID}} {{.Status}}");
            if (!(listed instanceof Reply.Answer(int status, String lines, var _)) || status != 0) {
                return unknown(engine, "list its containers", listed);
            }
            List<String> found = lines.lines().filter(line -> !line.isBlank()).toList();
            if (found.isEmpty()) {
                return new Outcome.Gone(outOfMemory);
            }
            for (String line : found) {
                String id = line.split(" ", 2)[0];
                outOfMemory |= line.contains(KILLED) && wentOverItsMemory(engine, id);
                Reply removed = remove(engine, id);
                if (removed instanceof Reply.Silence) {
                    return unknown(engine, "remove its container", removed);
                }
                if (!line.contains(EXITED)) {
                    Strays.kill(id);
                }
            }
        }
        return new Outcome.Unknown("%s does not remove its container".formatted(engine.name()));
    }

    private boolean wentOverItsMemory(Engine engine, String id) {
        return ask(engine, "container", "inspect", "--format", "{{.State.OOMKilled}}", id)
                        instanceof Reply.Answer(int status, String output, var _)
                && status == 0
                && output.equals("true");
    }

    /** What runs is killed first: a removal would ask it to end, and wait for that. */
    private Reply remove(Engine engine, String id) {
        if (ask(engine, "rm", id) instanceof Reply.Answer answer && answer.status() == 0) {
            return answer;
        }
        Reply killed = ask(engine, "kill", "--signal", "KILL", id);
        return killed instanceof Reply.Silence ? killed : ask(engine, "rm", "--force", id);
    }

    /** Kills the container, if it runs, and waits for nothing. */
    void kill(Engine engine, ContainerName name) {
        ask(engine, "kill", "--signal", "KILL", name.text());
    }

    /** The container's main process, as this machine numbers it; empty if it does not run, or if that is not known. */
    Optional<Living> living(Engine engine, ContainerName name) {
        Reply reply = ask(engine, "container", "inspect", "--format", "{{.Id}} {{.State.Pid}}", name.text());
        if (!(reply instanceof Reply.Answer(int status, String output, var _)) || status != 0) {
            return Optional.empty();
        }
        String[] words = output.split(" ", -1);
        try {
            return words.length == 2 && Long.parseLong(words[1]) > 0
                    ? Optional.of(new Living(words[0], Long.parseLong(words[1])))
                    : Optional.empty();
        } catch (NumberFormatException unusual) {
            return Optional.empty();
        }
    }

    private static Outcome unknown(Engine engine, String what, Reply reply) {
        return new Outcome.Unknown("%s does not %s: %s"
                .formatted(
                        engine.name(),
                        what,
                        switch (reply) {
                            case Reply.Answer(int status, var _, String errors) -> Images.reason(errors, status);
                            case Reply.Silence(String cause) -> cause;
                        }));
    }

    private Reply ask(Engine engine, String... arguments) {
        return calls.ask(engine, LIMIT, List.of(arguments));
    }
}
