package tireless.gotemplate.function;

/** Something encoded is wrong at a byte. */
final class CorruptInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int at;

    CorruptInput(int at) {
        super(null, null, false, false);
        this.at = at;
    }

    int at() {
        return at;
    }
}
