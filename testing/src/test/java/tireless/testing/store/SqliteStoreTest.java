package tireless.testing.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import tireless.store.Store;
import tireless.store.sqlite.SqliteStore;

class SqliteStoreTest extends StoreContract {
    @TempDir
    Path directory;

    @Override
    protected Store open() {
        return SqliteStore.open(directory.resolve("tireless.db"), Path.of("target", "native"), RETENTION);
    }
}
