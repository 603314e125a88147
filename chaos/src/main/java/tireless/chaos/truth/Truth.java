package tireless.chaos.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what the workers write of themselves and what is in their logs, and says at the end what broke. */
public final class Truth implements AutoCloseable {
    private final Place place;
    private final LogFiles files;
    private final List<LogCheck.Result> shown = new ArrayList<>();

    public Truth(Place place) {
        this.place = place;
        this.files = new LogFiles(place.home());
    }

    /** Reads on in the files of the logs; to be called several times a second, before old attempts are removed. */
    public void readOn() {
        try {
            files.readOn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compares what the server shows of one slot with what its workers noted before.
     *
     * @param newest the start of the worker that runs there
     * @param noted what was noted before the server was asked
     * @param limited whether as much is shown as can be
     */
    public void compare(Birth newest, Map<String, Ledger> noted, List<String> lines, boolean limited) {
        shown.add(LogCheck.ofSlot(newest, lines, limited, noted));
    }

    /** To be called when no worker runs any more. */
    public Verdict verdict(List<Cause> causes) throws IOException {
        files.readOn();
        List<Birth> births = place.births();
        LogCheck.Result inFiles = LogCheck.ofFiles(files.runs(), place.ledgers());
        LogCheck.Result all =
                LogCheck.together(java.util.stream.Stream.concat(java.util.stream.Stream.of(inFiles), shown.stream())
                        .toList());
        return new Verdict(
                place.doubled(),
                births.size(),
                all.all().lines(),
                files.bytes(),
                all.problems(),
                all.all().lost() + all.all().torn() + all.all().repeated(),
                all.notSeen(),
                Restarts.explain(births, causes));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
