package tireless.store.sqlite;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows that stand in one page (sqlite.org/fileformat.html, sections 1.6 and 2.1), as far as they can be made out. */
final class Cells {
    /**
     * A row as it is stored.
     *
     * @param number of a row in a table that has numbers; else empty
     */
    record Cell(Optional<Long> number, List<@Nullable Object> values) {}

    private static final int FIRST_PAGE_HEADER = 100;
    private static final byte TABLE_LEAF = 13;
    private static final byte INDEX_LEAF = 10;
    private static final byte INDEX_INTERIOR = 2;
    private static final int FIRST_TEXT = 13;
    private static final int MOST_COLUMNS = 100;

    private final Pages pages;
    private final ByteBuffer page;
    private final int header;
    private final byte kind;

    private Cells(Pages pages, ByteBuffer page, int header) {
        this.pages = pages;
        this.page = page;
        this.header = header;
        this.kind = page.get(header);
    }

    /** All rows of all pages. */
    static List<Cell> all(Pages pages) {
        List<Cell> cells = new ArrayList<>();
        boolean first = true;
        for (ByteBuffer page : pages.all()) {
            cells.addAll(new Cells(pages, page, first ? FIRST_PAGE_HEADER : 0).cells());
            first = false;
        }
        return cells;
    }

    private List<Cell> cells() {
        if (kind != TABLE_LEAF && kind != INDEX_LEAF && kind != INDEX_INTERIOR) {
            return List.of();
        }
        int pointers = header + (kind == INDEX_INTERIOR ? 12 : 8);
        int count = Short.toUnsignedInt(page.getShort(header + 3));
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < count && pointers + 2 * i + 2 <= page.limit(); i++) {
            try {
                cells.add(cell(Short.toUnsignedInt(page.getShort(pointers + 2 * i))));
            } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException _) {
                // No row can be made out there; what it was shows in the other tables, if anywhere.
            }
        }
        return cells;
    }

    private Cell cell(int at) {
        ByteBuffer from = page.duplicate();
        from.position(at + (kind == INDEX_INTERIOR ? 4 : 0));
        int length = Math.toIntExact(number(from));
        Optional<Long> number = kind == TABLE_LEAF ? Optional.of(number(from)) : Optional.empty();
        return new Cell(number, values(payload(from, length)));
    }

    /** The whole row, which goes on in other pages where it is long. */
    private ByteBuffer payload(ByteBuffer from, int length) {
        int usable = pages.size();
        int most = kind == TABLE_LEAF ? usable - 35 : (usable - 12) * 64 / 255 - 23;
        if (length <= most) {
            return slice(from, length);
        }
        if (length > pages.all().size() * (long) usable) {
            throw new IllegalArgumentException("longer than the file");
        }
        int least = (usable - 12) * 32 / 255 - 23;
        int rest = least + (length - least) % (usable - 4);
        ByteBuffer whole = ByteBuffer.allocate(length);
        whole.put(slice(from, rest <= most ? rest : least));
        int next = from.getInt();
        while (whole.hasRemaining()) {
            ByteBuffer more = pages.page(next)
                    .orElseThrow(() -> new IllegalArgumentException("its rest is missing"))
                    .duplicate();
            next = more.getInt();
            whole.put(slice(more, Math.min(whole.remaining(), usable - 4)));
        }
        return whole.flip();
    }

    private static List<@Nullable Object> values(ByteBuffer row) {
        int length = Math.toIntExact(number(row.duplicate()));
        ByteBuffer types = row.duplicate();
        number(types);
        types.limit(length);
        row.position(length);
        List<@Nullable Object> values = new ArrayList<>();
        while (types.hasRemaining() && values.size() < MOST_COLUMNS) {
            values.add(value(number(types), row));
        }
        return values;
    }

    private static @Nullable Object value(long type, ByteBuffer row) {
        if (type >= FIRST_TEXT && type % 2 == 1) {
            int length = Math.toIntExact((type - FIRST_TEXT) / 2);
            return StandardCharsets.UTF_8.decode(slice(row, length)).toString();
        }
        return switch (Math.toIntExact(type)) {
            case 0 -> null;
            case 1, 2, 3, 4 -> integer(row, (int) type);
            case 5 -> integer(row, 6);
            case 6 -> integer(row, 8);
            case 8 -> 0L;
            case 9 -> 1L;
            default -> throw new IllegalArgumentException("no column of ours has the type " + type);
        };
    }

    private static long integer(ByteBuffer row, int bytes) {
        long value = row.get();
        for (int i = 1; i < bytes; i++) {
            value = value << 8 | Byte.toUnsignedLong(row.get());
        }
        return value;
    }

    private static ByteBuffer slice(ByteBuffer from, int length) {
        if (length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer slice = from.slice(from.position(), length);
        from.position(from.position() + length);
        return slice;
    }

    /** A number of one to nine bytes, of which each but the last has its highest bit set. */
    private static long number(ByteBuffer from) {
        long number = 0;
        for (int i = 0; i < 8; i++) {
            byte next = from.get();
            number = number << 7 | (next & 0x7f);
            if (next >= 0) {
                return number;
            }
        }
        return number << 8 | Byte.toUnsignedLong(from.get());
    }
}
