package tireless.runtime.process;

import java.io.IOException;
import tireless.model.TirelessException;

/** Parts go in, each by what closes it; all are closed, whatever one of them throws. */
final class Closing {
    private Closing() {}

    /** Closes one part. */
    @FunctionalInterface
    interface Part {
        void close() throws IOException;
    }

    /**
     * Closes all, in this order.
     *
     * @throws RuntimeException the first failure, to which the others are added as suppressed
     */
    static void all(Part... parts) {
        Throwable first = null;
        for (Part part : parts) {
            try {
                part.close();
            } catch (IOException | RuntimeException | Error failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        switch (first) {
            case null -> {}
            case Error failure -> throw failure;
            case RuntimeException failure -> throw failure;
            case Throwable failure ->
                throw TirelessException.failed("not all could be let go of: " + failure.getMessage(), failure);
        }
    }
}
