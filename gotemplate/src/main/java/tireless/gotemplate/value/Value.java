package tireless.gotemplate.value;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.SortedMap;

/** What a template computes with. Values are immutable but for {@link Entries}, which `set` and `unset` change as in Go. */
public sealed interface Value {
    /** No value: two kinds, because Go tells them apart. */
    enum Nothing implements Value {
        /** A key that is not there. Its fields are absent too. */
        ABSENT,
        /** A null. Asking it for a field is an error. */
        NIL
    }

    /** @param text bytes that are no UTF-8 stand in it as {@link Utf8} says */
    record Text(String text) implements Value {}

    record Whole(long number, Width width) implements Value {}

    record Real(double number) implements Value {}

    record Truth(boolean truth) implements Value {}

    record Items(Element element, List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** @param entries in the order of {@link Utf8#ORDER}; shared by all that hold this map */
    record Entries(Element element, SortedMap<String, Value> entries) implements Value {}

    record Moment(ZonedDateTime at) implements Value {}

    static Value of(boolean truth) {
        return new Truth(truth);
    }

    static Value of(String text) {
        return new Text(text);
    }

    /** Go's `int`. */
    static Value ofInt(long number) {
        return new Whole(number, Width.INT);
    }

    /** Go's `int64`. */
    static Value of(long number) {
        return new Whole(number, Width.INT64);
    }

    static Value of(double number) {
        return new Real(number);
    }

    /** Go's `[]interface{}`. */
    static Items of(List<Value> items) {
        return new Items(Element.ANY, items);
    }

    /** Go's `[]string`. */
    static Items ofTexts(List<String> texts) {
        return new Items(Element.TEXT, texts.stream().map(Value::of).toList());
    }

    /** Go's `map[string]interface{}`. */
    static Entries of(SortedMap<String, Value> entries) {
        return new Entries(Element.ANY, entries);
    }
}
