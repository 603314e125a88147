package tireless.gotemplate.value;

import java.util.List;

/** What a list or map may hold, by its name in Go. */
public enum Element {
    ANY("interface {}"),
    TEXT("string"),
    INT("int"),
    LIST("[]interface {}");

    private final String type;

    Element(String type) {
        this.type = type;
    }

    /** As Go's `%T` writes it. */
    public String type() {
        return type;
    }

    /** What Go gives for a key that is not there. */
    public Value zero() {
        return switch (this) {
            case ANY -> Value.Nothing.NIL;
            case TEXT -> Value.of("");
            case INT -> Value.ofInt(0);
            case LIST -> Value.of(List.of());
        };
    }
}
