package tireless.store.text;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import tireless.json.Form;
import tireless.model.notice.Confidential;
import tireless.model.notice.Recipient;
import tireless.model.notice.Way;

/** The stored form of who is told, in the form of a workload, and alone; absent where nobody is, as in the releases before it. */
public final class RecipientsText {
    private static final String NAME = "recipients";

    private RecipientsText() {}

    static void write(List<Recipient> recipients, Form workload) {
        if (!recipients.isEmpty()) {
            workload.withEach(NAME, recipients, RecipientsText::form);
        }
    }

    static List<Recipient> read(Form workload) {
        return workload.has(NAME) ? workload.each(NAME, RecipientsText::recipient) : List.of();
    }

    public static Form form(Recipient recipient) {
        Form form = Form.empty();
        if (recipient instanceof Recipient(Way way, var topics, var atMostEvery)) {
            form.with("topics", List.copyOf(topics)).with("atMostEvery", atMostEvery);
            switch (way) {
                case Way.Webhook(Confidential url, var headers) ->
                    form.with("url", form(url))
                            .withEach(
                                    "headers",
                                    List.copyOf(headers.entrySet()),
                                    header -> form(header.getValue()).with("name", header.getKey()));
                case Way.Command(var command) -> form.with("command", command);
                case Way.Email(var to) -> form.with("to", to);
            }
        }
        return form;
    }

    /** @throws IllegalArgumentException if it is not such a form */
    public static Recipient recipient(Form form) {
        return new Recipient(way(form), new TreeSet<>(form.texts("topics")), form.duration("atMostEvery"));
    }

    private static Way way(Form form) {
        if (form.has("url")) {
            TreeMap<String, Confidential> headers = new TreeMap<>();
            form.each("headers", header -> header)
                    .forEach(header -> headers.put(header.text("name"), confidential(header)));
            return new Way.Webhook(confidential(form.form("url")), headers);
        }
        return form.has("command") ? new Way.Command(form.texts("command")) : new Way.Email(form.texts("to"));
    }

    private static Form form(Confidential text) {
        return switch (text) {
            case Confidential.Literal(String value) -> Form.empty().with("value", value);
            case Confidential.OfSecret(String secret, String key) ->
                Form.empty().with("secret", secret).with("key", key);
        };
    }

    private static Confidential confidential(Form form) {
        return form.has("value")
                ? new Confidential.Literal(form.text("value"))
                : new Confidential.OfSecret(form.text("secret"), form.text("key"));
    }
}
