package tireless.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tireless.api.ErrorReply;
import tireless.api.LogLine;
import tireless.json.Form;
import tireless.model.TirelessException;
import tireless.model.TirelessException.Code;

/** The output of the replicas of one resource. */
public final class Logs implements AutoCloseable {
    /** Is given the lines by the thread that follows. */
    public interface Reader extends Outages {
        void line(LogLine line);
    }

    /**
     * Where to begin.
     *
     * @param back with so many of the last lines of each replica; {@link #ALL} for all
     * @param since with none of these that was surely written before; empty counts them all
     */
    public record Start(int back, Optional<Instant> since) {
        /** All lines that are kept. */
        public static final int ALL = Integer.MAX_VALUE;

        public static Start last(int back) {
            return new Start(back, Optional.empty());
        }
    }

    private final Transport transport;
    private final Request request;
    private final Stream stream;

    /** By replica, where its last line ended. */
    private final Map<String, String> positions = new TreeMap<>();

    Logs(Transport transport, Request request) {
        this.transport = transport;
        this.request = request;
        this.stream = new Stream(transport, true);
    }

    private Request from(Start start) {
        return request.with("back", String.valueOf(start.back()))
                .with("since", start.since().map(Instant::toString));
    }

    /** Hands over the lines from the start on, and ends. */
    public void show(Start start, Consumer<LogLine> reader) {
        try (Reply reply = transport.stream(from(start));
                BufferedReader in = new BufferedReader(new InputStreamReader(reply.stream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                reader.accept(read(line));
            }
        } catch (IOException e) {
            throw new TirelessException(
                    Code.UNREACHABLE, true, "the connection to the server broke in the middle of the logs", e);
        }
    }

    /**
     * The same, and goes on with what comes later, also over restarts of the replicas and of the server, until closed. No line comes
     * twice, and none is left out but those that were removed before: the next line says so.
     *
     * @param now what a replica that has written nothing by the time of an outage has written before, is not shown after it
     */
    public void follow(Start start, Instant now, Reader reader) {
        Request first = from(start).with("follow", "true");
        Request later = from(new Start(Start.ALL, Optional.of(now))).with("follow", "true");
        boolean[] begun = new boolean[1];
        stream.run(
                // As long as nothing was answered, nothing was shown of what is asked for.
                () -> begun[0] ? later.with("after", after()) : first,
                () -> begun[0] = true,
                line -> pass(read(line), reader),
                reader);
    }

    private Optional<String> after() {
        return positions.isEmpty()
                ? Optional.empty()
                : Optional.of(positions.entrySet().stream()
                        .map(entry -> entry.getKey() + "@" + entry.getValue())
                        .collect(Collectors.joining(",")));
    }

    private void pass(LogLine line, Reader reader) {
        line.position().ifPresent(position -> positions.put(line.replica(), position));
        reader.line(line);
    }

    /** @throws TirelessException what the server says in place of a line, if it can not read on */
    private static LogLine read(String line) {
        try {
            Form form = Form.read(line);
            if (form.has("error")) {
                throw ErrorReply.read(form.form("error")).exception();
            }
            return LogLine.read(form);
        } catch (IllegalArgumentException e) {
            throw Faults.notUnderstood(e);
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
