package tireless.testing.store;

import tireless.store.Store;
import tireless.store.memory.MemoryStore;

class MemoryJournalTest extends JournalContract {
    @Override
    protected Store open() {
        return new MemoryStore(RETENTION);
    }
}
