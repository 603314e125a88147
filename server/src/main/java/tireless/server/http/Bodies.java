package tireless.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tireless.api.Api;
import tireless.model.TirelessException.Code;

/** Takes in the body of one request, no more of it than is allowed. Lives on the event loop. */
final class Bodies {
    private final Consumer<Answer> refused;
    private Buffer body = Buffer.buffer();
    private boolean done;

    private Bodies(Consumer<Answer> refused) {
        this.refused = refused;
    }

    /**
     * @param progress told of every piece that came
     * @param whole given the body once
     * @param refused given the answer where it is too large; what else the client sends is thrown away, so that it comes to read the answer
     */
    static void read(HttpServerRequest request, Runnable progress, Consumer<Buffer> whole, Consumer<Answer> refused) {
        Bodies bodies = new Bodies(refused);
        if (declared(request) > Api.BODY_LIMIT) {
            bodies.refuseTooLarge();
        }
        request.handler(piece -> {
            if (!bodies.done) {
                progress.run();
                bodies.add(piece);
            }
        });
        request.endHandler(_ -> {
            if (!bodies.done) {
                bodies.done = true;
                whole.accept(bodies.body);
            }
        });
    }

    private void add(Buffer piece) {
        if (body.length() + piece.length() > Api.BODY_LIMIT) {
            refuseTooLarge();
        } else {
            body.appendBuffer(piece);
        }
    }

    /** @throws tireless.model.TirelessException USAGE, if it is no text */
    static String decode(Buffer body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
        } catch (CharacterCodingException _) {
            throw Call.usage("the body is not UTF-8");
        }
    }

    private void refuseTooLarge() {
        done = true;
        body = Buffer.buffer();
        refused.accept(
                Refusals.reply(413, Code.USAGE, "a request may have at most %d MiB".formatted(Api.BODY_LIMIT >> 20)));
    }

    private static long declared(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException _) {
            // Longer than any number; the parser refuses what is none.
            return Long.MAX_VALUE;
        }
    }
}
