package tireless.cli.context;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks whoever sits at the terminal. */
public final class Question {
    private Question() {}

    /**
     * Whether the answer is yes. Where nobody can answer, what was asked for is meant.
     *
     * @param text without the question mark
     */
    public static boolean agreed(String text, Context context) {
        Terminal terminal = context.terminal();
        terminal.out().flush();
        if (!terminal.asks()) {
            return true;
        }
        terminal.err().print(text + "? [y/N] ");
        terminal.err().flush();
        String answer = line(context.in()).strip().toLowerCase(Locale.ROOT);
        boolean agreed = answer.equals("y") || answer.equals("yes");
        if (!agreed) {
            terminal.err().println("tireless: nothing was changed");
        }
        return agreed;
    }

    private static String line(InputStream in) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
            }
        } catch (IOException e) {
            // An answer that can not be read is none.
            return "";
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
