package tireless.cli.dataos;

import java.time.Duration;
import java.time.ZonedDateTime;
import tireless.manifest.problem.TerminalText;

/** A message as one line, in the two forms of logrus, the logger of {@code dataos-ctl}. */
public final class MessageLine {
    private MessageLine() {}

    /**
     * {@code INFO[0002] 🔍 get...complete}: for a terminal.
     *
     * @param elapsed since the command began; whole seconds are shown
     */
    public static String onTerminal(Said.Message message, Duration elapsed, boolean coloured) {
        return "%s[%04d] %s"
                .formatted(message.level().onTerminal(coloured), elapsed.toSeconds(), printed(message.text()));
    }

    /** {@code time="2026-01-02T03:04:05Z" level=info msg="🔍 get...complete"}: for everything but a terminal. */
    public static String inFile(Said.Message message, ZonedDateTime at) {
        return "time=\"%s\" level=%s msg=\"%s\""
                .formatted(TimeText.of(at), message.level().inFile(), escaped(message.text()));
    }

    private static String printed(String text) {
        return TerminalText.of(text.strip().replace('\n', ' '));
    }

    private static String escaped(String text) {
        return TerminalText.of(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    }
}
