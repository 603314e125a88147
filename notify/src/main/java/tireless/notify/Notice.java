package tireless.notify;

import java.time.Instant;
import java.util.OptionalInt;
import tireless.json.Form;
import tireless.model.ResourceKey;
import tireless.model.Uid;
import tireless.model.notice.Recipient;

/**
 * Something that somebody is to be told.
 *
 * @param id the same in each attempt, and of no other notice
 * @param sequence that of the event in the journal
 * @param more how many events of the same kind came since the last notice of it, beside this one
 * @param attempts how often it was tried in vain
 */
record Notice(String id, long sequence, Recipient recipient, Told told, int more, int attempts) {
    /**
     * What happened.
     *
     * @param text for people, in one line
     * @param details by their names, for programs
     */
    record Told(
            ResourceKey resource, Uid uid, OptionalInt ordinal, String topic, Instant at, String text, Form details) {
        /** What it is held together with: its topic, and of what, where there may be several. */
        String kind() {
            return topic
                    + details.optionalText("objective")
                            .or(() -> details.optionalText("trigger"))
                            .map(" "::concat)
                            .orElse("");
        }
    }

    Notice tried() {
        return new Notice(id, sequence, recipient, told, more, attempts + 1);
    }

    /** Counts the older one, and was tried as often: who did not take that will hardly take this. */
    Notice insteadOf(Notice older) {
        return new Notice(id, sequence, recipient, told, more + older.more + 1, older.attempts);
    }

    /** For people, with what is held back. */
    String text(String host) {
        return "%s (%s on %s)%s"
                .formatted(told.text(), told.resource(), host, more == 0 ? "" : ", + " + more + " more");
    }

    /** What programs get; {@code text} is where chats look for it. */
    Form body(String host) {
        Form body = Form.empty()
                .with("id", id)
                .with("event", told.topic())
                .with("text", text(host))
                .with("type", told.resource().type().keyword())
                .with("workspace", told.resource().scope())
                .with("name", told.resource().name())
                .with("uid", told.uid().value());
        told.ordinal().ifPresent(ordinal -> body.with("replica", ordinal));
        return body.with("at", told.at()).with("more", more).with("host", host).with("details", told.details());
    }
}
