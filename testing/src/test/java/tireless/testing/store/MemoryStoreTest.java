package tireless.testing.store;

import tireless.store.Store;
import tireless.store.memory.MemoryStore;

class MemoryStoreTest extends StoreContract {
    @Override
    protected Store open() {
        return new MemoryStore(RETENTION);
    }
}
