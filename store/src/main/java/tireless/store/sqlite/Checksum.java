package tireless.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A sum over the values of a row. */
final class Checksum {
    private Checksum() {}

    static long of(@Nullable Object... values) {
        CRC32C sum = new CRC32C();
        for (Object value : values) {
            sum.update(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
            sum.update(0xff);
        }
        return sum.getValue();
    }
}
