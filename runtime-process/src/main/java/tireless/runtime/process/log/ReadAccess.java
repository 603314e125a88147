package tireless.runtime.process.log;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tireless.model.AttemptId;
import tireless.runtime.LogLine;

/**
 * What is needed to read one slot's output.
 *
 * @param over whether an attempt will write no more
 */
record ReadAccess(SlotOutput output, ZstdLibrary zstd, LogNews news, Predicate<AttemptId> over) {
    StartSearch search() {
        return new StartSearch(output, zstd, over);
    }

    OutputReader reader(Consumer<LogLine> lines, BooleanSupplier stopped) {
        return new OutputReader(output, zstd, over, lines, stopped);
    }
}
