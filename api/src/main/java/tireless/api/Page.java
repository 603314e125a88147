package tireless.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tireless.json.Form;

/**
 * A part of a list.
 *
 * @param next what asks for the part after it; empty on the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> read(Form form, Function<Form, T> item) {
        return new Page<>(form.each("items", item), form.optionalText("next"));
    }

    public Form form(Function<T, Form> item) {
        return Form.empty().withEach("items", items, item).withText("next", next);
    }
}
