package tireless.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tireless.api.LogLine;
import tireless.json.Form;
import tireless.model.TirelessException;
import tireless.model.TirelessException.Code;

/** The output of the replicas of one resource. */
public final class Logs implements AutoCloseable {
    /** How many lines of each replica a server hands over at most. */
    public static final int MOST = 100_000;

    /** Is given the lines by the thread that follows. */
    public interface Reader extends Outages {
        void line(LogLine line);

        /** Between two connections a replica wrote more than can be fetched; some of its lines are not shown. */
        void gap(String replica);
    }

    private final Transport transport;
    private final Request request;
    private final Stream stream;
    private final Map<String, Overlap> overlaps = new HashMap<>();

    Logs(Transport transport, Request request) {
        this.transport = transport;
        this.request = request;
        this.stream = new Stream(transport, true);
    }

    /**
     * Hands over the last lines of each replica, and ends.
     *
     * @param back how many, {@link #MOST} at most
     */
    public void show(int back, Consumer<LogLine> reader) {
        Request tail = request.with("back", String.valueOf(back));
        try (Reply reply = transport.stream(tail);
                BufferedReader in = new BufferedReader(new InputStreamReader(reply.stream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                reader.accept(read(line));
            }
        } catch (IOException e) {
            throw new TirelessException(
                    Code.UNREACHABLE, true, "the connection to the server broke in the middle of the logs", e);
        }
    }

    /** The same, and goes on with what comes later, also over restarts of the replicas and of the server, until closed. */
    public void follow(int back, Reader reader) {
        begin(back, reader);
        Request following = request.with("back", String.valueOf(Overlap.LINES)).with("follow", "true");
        stream.run(
                () -> {
                    overlaps.values().forEach(Overlap::begin);
                    return following;
                },
                line -> pass(read(line), reader),
                reader);
    }

    /** Shows the last lines, and remembers as many as a stream that is opened anew goes back. */
    private void begin(int back, Reader reader) {
        Map<String, Integer> left = new HashMap<>();
        List<LogLine> lines = new ArrayList<>();
        show(Math.max(back, Overlap.LINES), line -> {
            overlap(line).next(line.text());
            if (back >= Overlap.LINES) {
                reader.line(line);
            } else {
                left.merge(line.replica(), 1, Integer::sum);
                lines.add(line);
            }
        });
        for (LogLine line : lines) {
            if (left.merge(line.replica(), -1, Integer::sum) < back) {
                reader.line(line);
            }
        }
    }

    private void pass(LogLine line, Reader reader) {
        Overlap.Verdict verdict = overlap(line).next(line.text());
        if (verdict.gap()) {
            reader.gap(line.replica());
        }
        verdict.fresh().forEach(text -> reader.line(new LogLine(line.replica(), text)));
    }

    private Overlap overlap(LogLine line) {
        return overlaps.computeIfAbsent(line.replica(), _ -> new Overlap());
    }

    private static LogLine read(String line) {
        try {
            return LogLine.read(Form.read(line));
        } catch (IllegalArgumentException e) {
            throw Faults.notUnderstood(e);
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
