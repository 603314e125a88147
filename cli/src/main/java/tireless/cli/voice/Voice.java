package tireless.cli.voice;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tireless.cli.dataos.MessageLine;
import tireless.cli.dataos.Said;
import tireless.cli.dataos.Step;
import tireless.model.TirelessException;

/**
 * Says in one of two styles what commands have to say to people: plainly, or as {@code dataos-ctl} does. Messages of the latter go to
 * the standard error, answers to the standard output. Not for use by many threads.
 */
public final class Voice {
    /** How it is said. */
    public enum Style {
        PLAIN,
        DATAOS
    }

    private final Style style;
    private final PrintStream err;
    private final boolean terminal;
    private final boolean colour;
    private final InstantSource clock;
    private final Supplier<ZoneId> zone;
    private final Instant start;
    private String verb = "";
    private @Nullable Step step;

    /**
     * @param terminal whether messages are for a terminal, not for a file
     * @param clock wall time
     * @param zone in which times are shown; asked for only then, as to find it out takes a command 25 ms
     */
    public Voice(
            Style style,
            PrintStream err,
            boolean terminal,
            boolean colour,
            InstantSource clock,
            Supplier<ZoneId> zone) {
        this.style = style;
        this.err = err;
        this.terminal = terminal;
        this.colour = colour;
        this.clock = clock;
        this.zone = zone;
        this.start = clock.instant();
    }

    public boolean isDataOs() {
        return style == Style.DATAOS;
    }

    /** @param word what the user calls the command, as {@code re-run}; empty where it is called by its own name */
    public void called(String word) {
        verb = word;
    }

    /** What the user calls the command. */
    public String verb(String ownName) {
        return verb.isEmpty() ? ownName : verb;
    }

    /** In which times are shown. */
    public ZoneId zone() {
        return zone.get();
    }

    /** Something begins, of which there is nothing to say plainly. */
    public void begin(Supplier<Step> begun) {
        if (isDataOs()) {
            step = begun.get();
            message(step.begun());
        }
    }

    /**
     * Something is done.
     *
     * @return what is for the standard output; messages have been written
     */
    public String say(Supplier<String> plain, Supplier<List<Said>> dataOs) {
        if (!isDataOs()) {
            return plain.get();
        }
        StringBuilder answers = new StringBuilder();
        for (Said said : dataOs.get()) {
            if (said instanceof Said.Answer(String text)) {
                answers.append(text);
            } else {
                message(said);
            }
        }
        return answers.toString();
    }

    /** A failure ends the command. */
    public void fail(TirelessException failure) {
        Optional<Step> begun = Optional.ofNullable(step);
        if (isDataOs() && begun.isPresent()) {
            begun.get().failed(failure).forEach(this::message);
        } else {
            err.println("tireless: " + failure.getMessage());
        }
    }

    private void message(Said said) {
        if (said instanceof Said.Message message) {
            Instant now = clock.instant();
            err.println(
                    terminal
                            ? MessageLine.onTerminal(message, Duration.between(start, now), colour)
                            : MessageLine.inFile(message, now.atZone(zone())));
        }
    }
}
