package tireless.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Metadata;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.RestartRequest;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.Uid;
import tireless.plan.DesiredResource;
import tireless.plan.Document;
import tireless.store.DamagedStoreException;
import tireless.store.PastRevision;
import tireless.store.RecordedEvent;
import tireless.store.text.DocumentText;
import tireless.store.text.HappeningText;
import tireless.store.text.SpecText;
import tireless.store.text.UnfinishedText;

/** Rows from values and values from rows. Each row ends in its checksum; one that does not match is reported as damage. */
record Rows(Failures failures) {
    /** Workers only were stored then, and nothing of this was. */
    private static final Metadata OF_SCHEMA_ONE =
            new Metadata("v1beta", Optional.empty(), Optional.empty(), List.of(), "", "user");

    private interface Reading<T> {
        T read() throws SQLException;
    }

    static @Nullable Object[] values(DesiredResource next, long version) {
        ResourceKey key = next.key();
        return summed(
                key.scope(),
                key.type().keyword(),
                key.name(),
                next.revision().uid().value(),
                next.revision().number(),
                next.power().name(),
                next.scaledTo().isPresent() ? next.scaledTo().getAsInt() : null,
                version);
    }

    static @Nullable Object[] values(Revision revision, Document document) {
        ResourceKey key = revision.key();
        return summed(
                key.scope(),
                key.type().keyword(),
                key.name(),
                revision.uid().value(),
                revision.number(),
                revision.createdAt().toString(),
                SpecText.write(revision.spec()),
                document.text(),
                DocumentText.write(document));
    }

    static @Nullable Object[] values(Event event) {
        ResourceKey key = event.resource();
        return summed(
                event.at().toString(),
                key.scope(),
                key.type().keyword(),
                key.name(),
                event.uid().value(),
                event.ordinal().isPresent() ? event.ordinal().getAsInt() : null,
                HappeningText.write(event.happening()));
    }

    /** Columns 1 to 9 are the resource, 10 to 19 its revision. */
    DesiredResource desired(ResultSet row) throws SQLException {
        return read("resource " + name(row, 1), row, 1, 8, 9, () -> {
            if (row.getObject(10) == null) {
                throw failures.damaged("the revision of " + key(row, 1) + " is missing");
            }
            Object scaledTo = row.getObject(7);
            return new DesiredResource(
                    revision(row, 10),
                    document(row, 10),
                    Power.valueOf(row.getString(6)),
                    scaledTo == null ? OptionalInt.empty() : OptionalInt.of(row.getInt(7)),
                    row.getLong(8));
        });
    }

    /** Columns 1 to 10 are the revision, 11 is the time of its end. */
    PastRevision past(ResultSet row) throws SQLException {
        String deletedAt = row.getString(11);
        return new PastRevision(
                revision(row, 1),
                document(row, 1),
                Optional.ofNullable(deletedAt).map(this::end));
    }

    private Instant end(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw failures.damaged("the end of a revision cannot be read", e);
        }
    }

    /**
     * Column 1 is the sequence, 2 to 9 the event. In the place of one that is damaged stands a note; empty where not even that can be
     * told whose it was and when.
     */
    Optional<RecordedEvent> event(ResultSet row) throws SQLException {
        try {
            return Optional.of(soundEvent(row));
        } catch (DamagedStoreException _) {
            return noteOf(row);
        }
    }

    /** The same for an event that must be whole. */
    RecordedEvent soundEvent(ResultSet row) throws SQLException {
        return read("an event", row, 2, 7, 9, () -> {
            Object ordinal = row.getObject(7);
            Event event = new Event(
                    Instant.parse(row.getString(2)),
                    key(row, 3),
                    new Uid(row.getString(6)),
                    ordinal == null ? OptionalInt.empty() : OptionalInt.of(row.getInt(7)),
                    HappeningText.read(row.getString(8)));
            return new RecordedEvent(row.getLong(1), event);
        });
    }

    private static Optional<RecordedEvent> noteOf(ResultSet row) throws SQLException {
        try {
            Event note = new Event(
                    Instant.parse(String.valueOf(row.getString(2))),
                    key(row, 3),
                    new Uid(String.valueOf(row.getString(6))),
                    OptionalInt.empty(),
                    new Happening.Warned("an event can not be read: the store is damaged there"));
            return Optional.of(new RecordedEvent(row.getLong(1), note));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Columns 1 to 3 are the resource, 4 is the sort, 5 the uid, 6 what was written down of it. */
    RestartRequest restart(ResultSet row) throws SQLException {
        return read(
                "a restart of " + name(row, 1),
                row,
                1,
                6,
                7,
                () -> UnfinishedText.restart(key(row, 1), new Uid(row.getString(5)), row.getString(6)));
    }

    /** The same columns. */
    RolloutRecord rollout(ResultSet row) throws SQLException {
        return read(
                "a roll-out of " + name(row, 1),
                row,
                1,
                6,
                7,
                () -> UnfinishedText.rollout(key(row, 1), new Uid(row.getString(5)), row.getString(6)));
    }

    private Revision revision(ResultSet row, int first) throws SQLException {
        return read(
                "a revision of " + name(row, first),
                row,
                first,
                isOfSchemaOne(row, first) ? 8 : 9,
                first + 9,
                () -> new Revision(
                        key(row, first),
                        new Uid(row.getString(first + 3)),
                        row.getInt(first + 4),
                        Instant.parse(row.getString(first + 5)),
                        SpecText.read(row.getString(first + 6))));
    }

    private Document document(ResultSet row, int first) throws SQLException {
        String text = row.getString(first + 7);
        if (isOfSchemaOne(row, first)) {
            return new Document(text, OF_SCHEMA_ONE);
        }
        try {
            return DocumentText.read(text, row.getString(first + 8));
        } catch (IllegalArgumentException e) {
            throw failures.damaged(
                    "the metadata of a revision of %s cannot be read: %s".formatted(name(row, first), e.getMessage()),
                    e);
        }
    }

    /** Whether a revision was written before there was a column for metadata, which its checksum then leaves out. */
    private static boolean isOfSchemaOne(ResultSet row, int first) throws SQLException {
        return "".equals(row.getString(first + 8));
    }

    private static ResourceKey key(ResultSet row, int first) throws SQLException {
        ResourceType type = ResourceType.of(String.valueOf(row.getString(first + 1)))
                .orElseThrow(() -> new IllegalArgumentException("an unknown resource type"));
        return new ResourceKey(type, String.valueOf(row.getString(first)), String.valueOf(row.getString(first + 2)));
    }

    /** What a row calls its resource, whether or not there can be such a one. */
    static String name(ResultSet row, int first) throws SQLException {
        return "%s %s/%s".formatted(row.getString(first + 1), row.getString(first), row.getString(first + 2));
    }

    private <T> T read(String what, ResultSet row, int first, int columns, int sum, Reading<T> reading)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = row.getObject(first + i);
        }
        if (Checksum.of(values) != row.getLong(sum)) {
            throw failures.damaged("the checksum of " + what + " does not match");
        }
        try {
            return reading.read();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw failures.damaged(what + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object[] summed(@Nullable Object... values) {
        @Nullable Object[] row = Arrays.copyOf(values, values.length + 1);
        row[values.length] = Checksum.of(values);
        return row;
    }
}
