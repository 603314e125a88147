package tireless.client;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tireless.api.Api;
import tireless.json.Form;

/**
 * One request, as HTTP/1.1 sends it.
 *
 * @param path already encoded
 * @param query by name, not encoded
 * @param headers beside those of every request
 * @param ifLost what to do when no reply came to something that changes the server's state; empty for what changes nothing
 */
record Request(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<String> body,
        String ifLost) {
    static Request get(String path) {
        return new Request("GET", path, Map.of(), Map.of(), Optional.empty(), "");
    }

    static Request post(String path, Form body, String ifLost) {
        return new Request("POST", path, Map.of(), Map.of(), Optional.of(body.write()), ifLost);
    }

    static Request delete(String path, String ifLost) {
        return new Request("DELETE", path, Map.of(), Map.of(), Optional.empty(), ifLost);
    }

    Request with(String name, String value) {
        Map<String, String> more = new TreeMap<>(query);
        more.put(name, value);
        return new Request(method, path, more, headers, body, ifLost);
    }

    Request with(String name, Optional<String> value) {
        return value.map(known -> with(name, known)).orElse(this);
    }

    Request withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Request(method, path, query, more, body, ifLost);
    }

    ByteBuffer bytes() {
        byte[] content = body.orElse("").getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + path + queryText() + " HTTP/1.1");
        lines.add("Host: tireless");
        lines.add("Connection: close");
        lines.add(Api.VERSION_HEADER + ": " + Api.VERSION);
        if (body.isPresent()) {
            lines.add("Content-Type: application/json");
        }
        if (!method.equals("GET")) {
            lines.add("Content-Length: " + content.length);
        }
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        byte[] head = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + content.length)
                .put(head)
                .put(content)
                .flip();
    }

    private String queryText() {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** As a part of a path or a value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
