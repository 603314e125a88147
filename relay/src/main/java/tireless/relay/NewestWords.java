package tireless.relay;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.model.Now;
import tireless.model.TimeSource;
import tireless.throughput.Notification;
import tireless.throughput.relay.RelayLine;

/**
 * What was heard so far: of each kind the newest word, whatever comes and however often. What is told and what is looked for from time to time are kept
 * apart. Safe for use by many threads.
 */
final class NewestWords {
    /** So that a line stays one record of a container's log. */
    private static final int LONGEST_TEXT = 1_000;

    private final TimeSource time;
    private final String boot;
    private final List<RelayLine.Report> reports = new ArrayList<>();
    private Optional<RelayLine.Warning> warning = Optional.empty();
    private Duration last;
    private Duration printed;

    NewestWords(TimeSource time) {
        this.time = time;
        Now now = time.now();
        this.last = now.sinceBoot().truncatedTo(ChronoUnit.MICROS);
        this.printed = last;
        this.boot = now.boot().value();
    }

    /** Takes in what was said; what is newer takes the place of what is older. */
    synchronized void hear(Notification said) {
        Notification words = cut(said);
        if (Words.isEmpty(words)) {
            return;
        }
        boolean anew = words.origin().anew();
        for (int at = reports.size() - 1; at >= 0; at--) {
            RelayLine.Report before = reports.get(at);
            if (before.said().origin().regular() != words.origin().regular()) {
                continue;
            }
            // Who reads the lines must not miss it, though what it was said with is never printed.
            anew |= before.said().origin().anew() && before.heard().compareTo(printed) > 0;
            Notification left = Words.without(before.said(), words);
            if (Words.isEmpty(left)) {
                reports.remove(at);
            } else {
                reports.set(at, new RelayLine.Report(before.heard(), left));
            }
        }
        reports.add(new RelayLine.Report(next(), anew ? words.anew() : words));
    }

    private static Notification cut(Notification said) {
        return said.status().filter(text -> text.length() > LONGEST_TEXT).isEmpty()
                ? said
                : Words.withStatus(said, said.status().map(NewestWords::cut));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    /** Takes in what hinders hearing, for people. */
    synchronized void warn(String text) {
        warning = Optional.of(new RelayLine.Warning(next(), cut(text)));
    }

    /** No two things are heard at one time, so that by its time it is known what was told on already. */
    private Duration next() {
        Duration now = time.now().sinceBoot().truncatedTo(ChronoUnit.MICROS);
        Duration following = last.plus(1, ChronoUnit.MICROS);
        last = now.compareTo(following) > 0 ? now : following;
        return last;
    }

    /** The line to print now. */
    synchronized RelayLine line() {
        printed = next();
        return new RelayLine(boot, printed, time.now().wall().truncatedTo(ChronoUnit.MILLIS), reports, warning);
    }
}
