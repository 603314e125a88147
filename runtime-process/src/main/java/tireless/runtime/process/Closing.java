package tireless.runtime.process;

/** Parts go in, each by what closes it; all are closed, whatever one of them throws. */
final class Closing {
    private Closing() {}

    /**
     * Closes all, in this order.
     *
     * @throws RuntimeException the first failure, to which the others are added as suppressed
     */
    static void all(Runnable... parts) {
        Throwable first = null;
        for (Runnable part : parts) {
            try {
                part.run();
            } catch (RuntimeException | Error failure) {
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
            case Throwable failure -> throw (RuntimeException) failure;
        }
    }
}
