package tireless.server.http;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import java.util.function.Consumer;
import tireless.api.ErrorReply;
import tireless.model.TirelessException;
import tireless.model.TirelessException.Code;
import tireless.store.DamagedStoreException;
import tireless.store.StaleViewException;

/** Makes error replies of exceptions. What is a defect is told to the log in full, and to the caller by a number only. */
public final class Refusals {
    private final Consumer<String> log;

    /** @param log lines for those who run the server */
    public Refusals(Consumer<String> log) {
        this.log = log;
    }

    /** The reply for what a route of this method threw. */
    public Answer of(String method, Throwable thrown) {
        return thrown instanceof TirelessException refusal
                ? reply(status(method, refusal), ErrorReply.of(refusal))
                : defect(thrown);
    }

    /** A reply that no exception was needed for. */
    public static Answer reply(int status, Code code, String message) {
        return reply(status, new ErrorReply(code, false, message));
    }

    /** Writes down a defect; the number by which people find it. */
    String record(Throwable thrown) {
        String incident = UUID.randomUUID().toString().substring(0, 8);
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        log.accept("incident " + incident + ": " + trace.toString().strip());
        return incident;
    }

    private Answer defect(Throwable thrown) {
        String message = "this is a defect of the server; its log tells more of incident " + record(thrown);
        return reply(500, Code.FAILED, message);
    }

    private static Answer reply(int status, ErrorReply reply) {
        return Answer.of(status, reply.form());
    }

    /** A command that the present state does not allow is a conflict; whatever else failed is the server's. */
    private static int status(String method, TirelessException refusal) {
        return switch (refusal.code()) {
            case USAGE -> 400;
            case NOT_FOUND -> 404;
            case INVALID_MANIFEST -> 422;
            case UNREACHABLE -> 503;
            case FAILED -> {
                boolean refused = !method.equals("GET")
                        && !refusal.retryable()
                        && refusal.getCause() == null
                        && !(refusal instanceof DamagedStoreException);
                yield refused || refusal instanceof StaleViewException ? 409 : 500;
            }
        };
    }
}
