package tireless.gotemplate.value;

/** The whole numbers of Go that templates meet. They compare as equals, and differ where a function asks for one of them. */
public enum Width {
    /** A constant of the template, a length, an index. */
    INT("int"),
    /** A number of the data, and what arithmetic gives. */
    INT64("int64"),
    /** One byte of a text. */
    UINT8("uint8");

    private final String type;

    Width(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }
}
