package tireless.series;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What is measured of a worker, over all of its replicas. */
public enum Figure {
    /** Items processed per second. */
    PER_SECOND("perSecond", Fold.MEAN),
    /** Items processed in the time of the sample. */
    DONE("done", Fold.SUM),
    /** Failed items per second. */
    ERRORS_PER_SECOND("errorsPerSecond", Fold.MEAN),
    /** Items that wait: the most that a replica sees. */
    BACKLOG("backlog", Fold.MOST),
    /** Items begun and not finished. */
    IN_FLIGHT("inFlight", Fold.MOST),
    /** Replicas that shall run. */
    REPLICAS("replicas", Fold.MOST),
    /** Replicas that are ready. */
    READY("ready", Fold.MEAN),
    /** Attempts that ended since the worker was created. */
    RESTARTS("restarts", Fold.MOST),
    /** Thousandths of a core. */
    MILLI_CORES("milliCores", Fold.MEAN),
    /** Bytes. */
    MEMORY("memory", Fold.MOST);

    private enum Fold {
        MEAN,
        /** Of what hurts by its peak. */
        MOST,
        SUM
    }

    private final String word;
    private final Fold fold;

    Figure(String word, Fold fold) {
        this.word = word;
        this.fold = fold;
    }

    /** As it is called in stored and in sent form. */
    public String word() {
        return word;
    }

    public static Optional<Figure> of(String word) {
        return Arrays.stream(values())
                .filter(figure -> figure.word.equals(word))
                .findFirst();
    }

    /** One value for several of a longer time, one at least. */
    double fold(DoubleStream values) {
        return switch (fold) {
            case MEAN -> values.average().orElseThrow();
            case MOST -> values.max().orElseThrow();
            case SUM -> values.sum();
        };
    }
}
