package tireless.server.routes;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tireless.model.ResourceKey;
import tireless.server.http.Call;

/** The place of a resource in the order of all keys, as text that means nothing to others: it holds also when that resource is gone. */
final class Cursor {
    private Cursor() {}

    static String of(ResourceKey key) {
        String words = key.type().keyword() + "\n" + key.scope() + "\n" + key.name();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(words.getBytes(StandardCharsets.UTF_8));
    }

    static ResourceKey read(String text) {
        String[] words;
        try {
            words = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
        } catch (IllegalArgumentException _) {
            words = new String[0];
        }
        if (words.length != 3) {
            throw Call.usage("`after` must be the `next` of the page before, not `%s`".formatted(text));
        }
        return Call.key(words[0], words[1], words[2]);
    }
}
