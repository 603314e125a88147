package tireless.model;

/** What tells one creation of a resource from the next of the same name; opaque text, unique for ever. */
public record Uid(String value) {
    public Uid {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a uid must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
