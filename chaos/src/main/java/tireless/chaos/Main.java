package tireless.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import tireless.linux.BootClock;

/** The command behind {@code chaos/run}. */
public final class Main {
    private static final String USAGE = "chaos/run [--minutes N | --seconds N] [--seed S] [--workers N]";
    private static final int MINUTES = 5;
    private static final int WORKERS = 16;

    private Main() {}

    /** Exit status 0 if all held, 1 if something broke, 2 for a command line that is not understood. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Duration length = Duration.ofMinutes(MINUTES);
        long seed = new Random().nextInt(Integer.MAX_VALUE);
        int workers = WORKERS;
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                long value = Long.parseLong(arguments[i + 1]);
                switch (arguments[i]) {
                    case "--minutes" -> length = Duration.ofMinutes(value);
                    case "--seconds" -> length = Duration.ofSeconds(value);
                    case "--seed" -> seed = value;
                    case "--workers" -> workers = Math.toIntExact(value);
                    default -> throw new IllegalArgumentException("unknown: " + arguments[i]);
                }
            }
        } catch (IllegalArgumentException | ArithmeticException | ArrayIndexOutOfBoundsException wrong) {
            System.err.println(wrong.getMessage() + "\n" + USAGE);
            System.exit(2);
        }
        Path checkout = Path.of(System.getProperty("chaos.checkout", ".")).toAbsolutePath();
        Path target = Files.createDirectories(checkout.resolve("chaos/target"));
        Options options = new Options(length, seed, workers, checkout, target.resolve("seed-" + seed + ".log"));
        // A start-up cache of its own: the user's is left alone.
        Map<String, String> cache =
                Map.of("XDG_CACHE_HOME", target.resolve("cache").toString());
        Report report = new Suite(options, new BootClock(), cache).run();
        System.out.print(report.text());
        System.exit(report.problems().isEmpty() ? 0 : 1);
    }
}
