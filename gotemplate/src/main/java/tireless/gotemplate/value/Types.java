package tireless.gotemplate.value;

/** What Go would say about the type of a value. */
public final class Types {
    private Types() {}

    /** As `%T` prints it: {@code map[string]interface {}}. */
    public static String type(Value value) {
        return switch (value) {
            case Value.Nothing _ -> "<nil>";
            case Value.Text _ -> "string";
            case Value.Whole whole -> whole.width().type();
            case Value.Real _ -> "float64";
            case Value.Truth _ -> "bool";
            case Value.Items items -> "[]" + items.element().type();
            case Value.Entries entries -> "map[string]" + entries.element().type();
            case Value.Moment _ -> "time.Time";
        };
    }

    /** As the package reflect names it: {@code map}. */
    public static String kind(Value value) {
        return switch (value) {
            case Value.Nothing _ -> "invalid";
            case Value.Text _, Value.Whole _, Value.Real _, Value.Truth _ -> type(value);
            case Value.Items _ -> "slice";
            case Value.Entries _ -> "map";
            case Value.Moment _ -> "struct";
        };
    }

    /** Whether `if` takes its first branch. */
    public static boolean truth(Value value) {
        return switch (value) {
            case Value.Nothing _ -> false;
            case Value.Text text -> !text.text().isEmpty();
            case Value.Whole whole -> whole.number() != 0;
            case Value.Real real -> real.number() != 0;
            case Value.Truth truth -> truth.truth();
            case Value.Items items -> !items.items().isEmpty();
            case Value.Entries entries -> !entries.entries().isEmpty();
            case Value.Moment _ -> true;
        };
    }
}
