package tireless.signal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import tireless.signal.MetricsPage.Look;
import tireless.throughput.Notification.Numbers;

/** Looks at one page of metrics time and again, and judges when a page that gives nothing is worth a warning. For one thread at a time. */
public final class PageReader {
    private static final int LOOKS_IN_VAIN = 15;
    private static final Duration TIME_IN_VAIN = Duration.ofSeconds(10);

    private final MetricsPage page;
    private final Function<String, Optional<Numbers>> numbers;
    private boolean warned;
    private int inVain;

    /** @param numbers what a page says; empty if it says nothing that is known */
    public PageReader(MetricsPage page, Function<String, Optional<Numbers>> numbers) {
        this.page = page;
        this.numbers = numbers;
    }

    /**
     * What a look gave.
     *
     * @param numbers empty where the page was not shown, or says nothing that is known
     * @param warning for people, once: why the page can not be read, where that lasts
     */
    public record Reading(Optional<Numbers> numbers, Optional<String> warning) {}

    /** Looks once; takes some seconds where nobody answers. */
    public Reading look() {
        return switch (page.read()) {
            case Look.Shown(String text) -> {
                Optional<Numbers> read = numbers.apply(text);
                if (read.isPresent()) {
                    inVain = 0;
                    yield new Reading(read, Optional.empty());
                }
                yield flawed("has none of the metrics that are looked for", false);
            }
            case Look.Silent(String why) -> flawed("can not be read: " + why, false);
            case Look.TooLong() ->
                flawed("is longer than %d MiB and is not read".formatted(MetricsPage.MOST_BYTES >> 20), true);
        };
    }

    private Reading flawed(String flaw, boolean lasts) {
        inVain++;
        boolean tells = !warned && (lasts || isLong());
        warned |= tells;
        return new Reading(
                Optional.empty(),
                tells
                        ? Optional.of("its page of metrics at port %d %s: what it counts is unknown"
                                .formatted(page.port(), flaw))
                        : Optional.empty());
    }

    /** A replica may take its time to start, and be busy now and then. */
    private boolean isLong() {
        return inVain >= LOOKS_IN_VAIN && page.period().multipliedBy(inVain).compareTo(TIME_IN_VAIN) >= 0;
    }
}
