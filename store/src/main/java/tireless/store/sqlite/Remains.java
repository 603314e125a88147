package tireless.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of a damaged database, sound and damaged ones, by what they are. */
final class Remains {
    private static final int RESOURCE_COLUMNS = 9;
    private static final int EVENT_COLUMNS = 9;
    private static final int REVISION_COLUMNS = 12;
    private static final int SEALED_COLUMNS = 7;

    /** The columns of one row, in the order of {@link Schema}. */
    record Row(List<@Nullable Object> values) {
        String text(int column) {
            return String.valueOf(values.get(column));
        }

        /** The resource that it belongs to, named by three columns. */
        String name(int first) {
            return "%s %s/%s".formatted(text(first + 1), text(first), text(first + 2));
        }

        private boolean isSound(int first, int end, int sum) {
            return isSound(values.subList(first, end), values.get(sum));
        }

        private static boolean isSound(List<@Nullable Object> summed, @Nullable Object sum) {
            return sum instanceof Number number && Checksum.of(summed.toArray()) == number.longValue();
        }

        private boolean isSoundRevision() {
            if (text(11).isEmpty()) {
                return isSound(1, 9, 9);
            }
            List<@Nullable Object> summed = new ArrayList<>(values.subList(1, 9));
            summed.add(values.get(11));
            return isSound(summed, values.get(9));
        }

        /** Whether a revision was deleted with its resource. */
        private boolean hasEnd() {
            try {
                Instant.parse(text(10));
                return true;
            } catch (DateTimeException _) {
                return false;
            }
        }
    }

    private final boolean exact;
    private final Map<String, Row> resources = new HashMap<>();
    private final SortedMap<Long, Row> revisions = new TreeMap<>();
    private final SortedMap<Long, Row> events = new TreeMap<>();
    private final Map<String, Row> sealed = new HashMap<>();
    private final SortedMap<String, String> damaged = new TreeMap<>();

    private Remains(boolean exact) {
        this.exact = exact;
    }

    /** Takes every row of a database whose structure is sound. */
    static Remains of(Session session) throws SQLException {
        Remains remains = new Remains(true);
        session.query(
                        "SELECT scope, type, name, uid, revision, power, scaled_to, version, sum FROM resource",
                        row -> row(row, RESOURCE_COLUMNS))
                .forEach(remains::addResource);
        session.query(
                        "SELECT sequence, scope, type, name, uid, number, created_at, workload, manifest, sum, deleted_at,"
                                + " metadata FROM revision",
                        row -> row(row, REVISION_COLUMNS))
                .forEach(remains::addRevision);
        session.query(
                        "SELECT sequence, at, scope, type, name, uid, ordinal, happening, sum FROM event",
                        row -> row(row, EVENT_COLUMNS))
                .forEach(remains::addEvent);
        if (Schema.hasSealed(session)) {
            session.query("SELECT " + SealedTable.COLUMNS + " FROM sealed", row -> row(row, SEALED_COLUMNS))
                    .forEach(remains::addSealed);
        }
        return remains;
    }

    /** Takes what looks like a row in any page; among it may be older states of a row. */
    static Remains of(Pages pages) {
        Remains remains = new Remains(false);
        for (Cells.Cell cell : Cells.all(pages)) {
            List<@Nullable Object> values = new ArrayList<>(cell.values());
            if (cell.number().isPresent()) {
                remains.addNumbered(cell.number().get(), values);
            } else if (values.size() == RESOURCE_COLUMNS) {
                remains.addResource(new Row(values));
            } else if (values.size() == SEALED_COLUMNS) {
                remains.addSealed(new Row(values));
            }
        }
        return remains;
    }

    private void addNumbered(long number, List<@Nullable Object> values) {
        if (values.size() == REVISION_COLUMNS - 1) {
            // Written before there was a column for metadata.
            values.add("");
        }
        if (values.size() == EVENT_COLUMNS) {
            values.set(0, number);
            addEvent(new Row(values));
        } else if (values.size() == REVISION_COLUMNS) {
            values.set(0, number);
            addRevision(new Row(values));
        }
    }

    private static Row row(ResultSet row, int columns) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            values.add(row.getObject(i));
        }
        return new Row(values);
    }

    private void addResource(Row row) {
        if (row.isSound(0, 8, 8)) {
            resources.merge(row.name(0), row, (one, other) -> version(one) >= version(other) ? one : other);
        } else if (exact || row.values().get(2) instanceof String) {
            damaged.put(row.name(0), "its row is damaged");
        }
    }

    static long version(Row resource) {
        return resource.values().get(7) instanceof Number number ? number.longValue() : 0;
    }

    private void addRevision(Row row) {
        if (row.isSoundRevision() && row.values().get(0) instanceof Number sequence) {
            revisions.merge(sequence.longValue(), row, (one, other) -> one.hasEnd() ? one : other);
        }
    }

    private void addEvent(Row row) {
        if (row.isSound(1, 8, 8) && row.values().get(0) instanceof Number sequence) {
            events.put(sequence.longValue(), row);
        }
    }

    /** What is unfinished has as many columns, and text in the second one. */
    private void addSealed(Row row) {
        if (row.values().get(1) instanceof Number && row.isSound(0, 6, 6)) {
            sealed.put(row.text(0) + " " + row.text(1), row);
        }
    }

    /** The resources that are desired, each with a revision that is sound. */
    List<Row> desired() {
        return resources.values().stream()
                .filter(resource -> revision(resource)
                        .filter(found -> exact || !found.hasEnd())
                        .isPresent())
                .toList();
    }

    private Optional<Row> revision(Row resource) {
        return revisions.values().stream()
                .filter(revision -> revision.text(4).equals(resource.text(3))
                        && revision.text(5).equals(resource.text(4)))
                .findFirst();
    }

    Collection<Row> revisions() {
        return revisions.values();
    }

    Collection<Row> events() {
        return events.values();
    }

    Collection<Row> sealed() {
        return sealed.values();
    }

    /** What was desired and is not in {@link #desired}, each with the reason. */
    SortedMap<String, String> lost() {
        SortedMap<String, String> lost = new TreeMap<>(damaged);
        revisions.values().stream()
                .filter(revision -> !revision.hasEnd())
                .forEach(revision -> lost.putIfAbsent(revision.name(1), "its row is gone"));
        resources.values().stream()
                .filter(resource -> revision(resource).isEmpty())
                .forEach(resource -> lost.put(resource.name(0), "its revision " + resource.text(4) + " is damaged"));
        // Of what was deleted, an older state may be left.
        resources.values().stream()
                .filter(resource -> revision(resource).filter(Row::hasEnd).isPresent())
                .forEach(resource -> lost.remove(resource.name(0)));
        desired().forEach(resource -> lost.remove(resource.name(0)));
        return lost;
    }
}
