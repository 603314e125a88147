package tireless.gotemplate.format;

import java.util.List;
import java.util.OptionalInt;
import tireless.gotemplate.budget.BoundedText;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Value;

/** Go's printf. A directive that does not fit its operand is no error: what is wrong is printed in its place. */
public final class Printf {
    private static final int MOST = 1_000_000;
    private static final int END = -1;

    private final String format;
    private final List<Value> operands;
    private final BoundedText out;
    private final Printer printer;
    private int at;
    private int operand;
    private boolean goodIndex;
    private boolean afterIndex;
    private boolean reordered;

    private Printf(String format, List<Value> operands, BoundedText out) {
        this.format = format;
        this.operands = operands;
        this.out = out;
        this.printer = new Printer(out);
    }

    /** The text that the format makes of the operands. */
    public static String text(String format, List<Value> operands, Budget budget) {
        BoundedText out = new BoundedText(budget);
        new Printf(format, operands, out).run();
        return out.toString();
    }

    /** As {@code print} does: a space between two operands of which neither is a text. */
    public static String joined(List<Value> operands, Budget budget) {
        BoundedText out = new BoundedText(budget);
        Printer printer = new Printer(out);
        boolean text = true;
        for (Value operand : operands) {
            boolean isText = operand instanceof Value.Text;
            if (!text && !isText) {
                out.append(' ');
            }
            printer.print(operand);
            text = isText;
        }
        return out.toString();
    }

    /** As {@code println} does: a space between all of them, and a line break. */
    public static String line(List<Value> operands, Budget budget) {
        BoundedText out = new BoundedText(budget);
        Printer printer = new Printer(out);
        String between = "";
        for (Value operand : operands) {
            out.append(between);
            between = " ";
            printer.print(operand);
        }
        return out.append('\n').toString();
    }

    private void run() {
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            int end = percent < 0 ? format.length() : percent;
            out.append(format.substring(at, end));
            at = end;
            if (percent >= 0) {
                at++;
                directive();
            }
        }
        if (!reordered && operand < operands.size()) {
            extra();
        }
    }

    private void directive() {
        goodIndex = true;
        afterIndex = false;
        String flags = flags();
        index();
        OptionalInt width = width();
        boolean minus = flags.contains("-") || width.orElse(0) < 0;
        boolean zero = flags.contains("0") && width.orElse(0) >= 0;
        OptionalInt size = width.isPresent() ? OptionalInt.of(Math.abs(width.getAsInt())) : width;
        OptionalInt precision = precision();
        if (!afterIndex) {
            index();
        }
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        verb(
                verb,
                new Directive(
                        flags.contains("+"),
                        minus,
                        flags.contains("#"),
                        flags.contains(" "),
                        zero,
                        false,
                        size,
                        precision));
    }

    private void verb(int verb, Directive directive) {
        if (verb == '%') {
            out.append('%');
        } else if (!goodIndex) {
            out.append("%!").codePoint(verb).append("(BADINDEX)");
        } else if (operand >= operands.size()) {
            out.append("%!").codePoint(verb).append("(MISSING)");
        } else {
            printer.operand(operands.get(operand), verb, verb == 'v' ? directive.forValue() : directive);
            operand++;
        }
    }

    private String flags() {
        int begin = at;
        while (at < format.length() && "#0+- ".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        return format.substring(begin, at);
    }

    private OptionalInt width() {
        if (take('*')) {
            OptionalInt width = ofOperand();
            if (width.isEmpty()) {
                out.append("%!(BADWIDTH)");
            }
            afterIndex = false;
            return width;
        }
        OptionalInt width = number();
        goodIndex &= !(afterIndex && width.isPresent());
        return width;
    }

    private OptionalInt precision() {
        if (at + 1 >= format.length() || !take('.')) {
            return OptionalInt.empty();
        }
        goodIndex &= !afterIndex;
        index();
        if (take('*')) {
            OptionalInt precision = ofOperand();
            afterIndex = false;
            if (precision.isEmpty() || precision.getAsInt() < 0) {
                out.append("%!(BADPREC)");
                return OptionalInt.empty();
            }
            return precision;
        }
        return OptionalInt.of(number().orElse(0));
    }

    private OptionalInt ofOperand() {
        if (operand >= operands.size()) {
            return OptionalInt.empty();
        }
        Value value = operands.get(operand);
        operand++;
        return value instanceof Value.Whole whole && Math.abs(whole.number()) <= MOST
                ? OptionalInt.of((int) whole.number())
                : OptionalInt.empty();
    }

    /** Digits here; too large a number ends the whole format, as in Go. */
    private OptionalInt number() {
        int begin = at;
        int number = 0;
        while (at < format.length() && peek() >= '0' && peek() <= '9') {
            if (number > MOST) {
                at = format.length();
                return OptionalInt.empty();
            }
            number = number * 10 + (peek() - '0');
            at++;
        }
        return at > begin ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** {@code [2]}: the operand to take next. */
    private void index() {
        afterIndex = false;
        if (peek() != '[') {
            return;
        }
        reordered = true;
        int close = format.indexOf(']', at);
        out.budget().characters((close < 0 ? format.length() : close) - at);
        if (format.length() - at < 3 || close < 0) {
            at++;
            goodIndex = false;
            return;
        }
        String digits = format.substring(at + 1, close);
        at = close + 1;
        boolean isNumber = digits.matches("[0-9]{1,7}");
        int index = isNumber ? Integer.parseInt(digits) - 1 : END;
        if (index >= 0 && index < operands.size()) {
            operand = index;
            afterIndex = true;
        } else {
            goodIndex = false;
            afterIndex = isNumber;
        }
    }

    private void extra() {
        out.append("%!(EXTRA ");
        String between = "";
        for (Value value : operands.subList(operand, operands.size())) {
            out.append(between);
            between = ", ";
            if (!(value instanceof Value.Nothing)) {
                out.append(Types.type(value)).append('=');
            }
            printer.print(value);
        }
        out.append(')');
    }

    private boolean take(char expected) {
        boolean taken = peek() == expected;
        at += taken ? 1 : 0;
        return taken;
    }

    private int peek() {
        return at < format.length() ? format.charAt(at) : END;
    }
}
