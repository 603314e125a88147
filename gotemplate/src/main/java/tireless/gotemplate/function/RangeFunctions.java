package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.INT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.value.Element;
import tireless.gotemplate.value.Value;

/** Sprig's functions that count. */
final class RangeFunctions {
    private RangeFunctions() {}

    static Map<String, Definition> all() {
        return new FunctionTable()
                .add("until", call -> items(until(call.whole(0), call.budget())), INT)
                .add(
                        "untilStep",
                        call -> items(steps(call.whole(0), call.whole(1), call.whole(2), call.budget())),
                        INT,
                        INT,
                        INT)
                .addWithRest("seq", call -> Value.of(sequence(call)), INT)
                .definitions();
    }

    private static Value items(List<Long> numbers) {
        return new Value.Items(
                Element.INT, numbers.stream().map(number -> Value.ofInt(number)).toList());
    }

    private static List<Long> until(long count, Budget budget) {
        return steps(0, count, count < 0 ? -1 : 1, budget);
    }

    private static List<Long> steps(long start, long stop, long step, Budget budget) {
        List<Long> numbers = new ArrayList<>();
        if (stop < start ? step >= 0 : step <= 0) {
            return numbers;
        }
        budget.steps(Math.abs(stop - start) / Math.abs(step));
        for (long at = start; stop < start ? at > stop : at < stop; at += step) {
            numbers.add(at);
        }
        return numbers;
    }

    /** Up to and with the end, as the command seq does: {@code seq 3}, {@code seq 2 5}, {@code seq 0 2 8}. */
    private static String sequence(Arguments call) {
        int count = call.count();
        if (count == 0 || count > 3) {
            return "";
        }
        long start = count == 1 ? 1 : call.whole(0);
        long end = call.whole(count - 1);
        long direction = end < start ? -1 : 1;
        long step = count == 3 ? call.whole(1) : direction;
        if (direction < 0 && step > 0) {
            return "";
        }
        return steps(start, end + direction, step, call.budget()).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }
}
