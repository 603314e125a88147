package tireless.testing.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tireless.json.Form;

/** The server's side of one request: writes a reply, in one piece or bit by bit, or breaks off. */
public final class Answering {
    private final OutputStream out;

    Answering(OutputStream out) {
        this.out = out;
    }

    /** A whole reply. */
    public void reply(int status, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        raw("HTTP/1.1 %d Said\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(status, content.length));
        out.write(content);
        out.flush();
    }

    /** A whole reply of success. */
    public void reply(Form form) throws IOException {
        reply(200, form.write());
    }

    /** The head of a reply that comes in chunks. */
    public void begin(String type) throws IOException {
        raw("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(type));
    }

    /** One chunk. */
    public void chunk(String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        raw(Integer.toHexString(content.length) + "\r\n");
        out.write(content);
        raw("\r\n");
    }

    /** The end of a reply that came in chunks. */
    public void end() throws IOException {
        raw("0\r\n\r\n");
    }

    /** Exactly this. */
    public void raw(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
