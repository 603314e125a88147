package tireless.notify;

import java.util.Optional;
import tireless.json.Form;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.Uid;
import tireless.store.OutboxEntry;
import tireless.store.text.RecipientsText;

/** The stored form of a {@link Notice}. What can not be read any more is no notice. */
final class NoticeText {
    private NoticeText() {}

    static OutboxEntry entry(Notice notice) {
        Notice.Told told = notice.told();
        Form form = Form.empty()
                .with("sequence", notice.sequence())
                .with("recipient", RecipientsText.form(notice.recipient()))
                .with("scope", told.resource().scope())
                .with("type", told.resource().type().keyword())
                .with("name", told.resource().name())
                .with("uid", told.uid().value())
                .with("ordinal", told.ordinal())
                .with("topic", told.topic())
                .with("at", told.at())
                .with("text", told.text())
                .with("details", told.details())
                .with("more", notice.more())
                .with("attempts", notice.attempts());
        return new OutboxEntry(notice.id(), form.write());
    }

    static Optional<Notice> read(OutboxEntry entry) {
        try {
            Form form = Form.read(entry.content());
            ResourceType type = ResourceType.of(form.text("type")).orElseThrow(IllegalArgumentException::new);
            return Optional.of(new Notice(
                    entry.id(),
                    form.number("sequence"),
                    RecipientsText.recipient(form.form("recipient")),
                    new Notice.Told(
                            new ResourceKey(type, form.text("scope"), form.text("name")),
                            new Uid(form.text("uid")),
                            form.optionalInteger("ordinal"),
                            form.text("topic"),
                            form.instant("at"),
                            form.text("text"),
                            form.form("details")),
                    form.integer("more"),
                    form.integer("attempts")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
