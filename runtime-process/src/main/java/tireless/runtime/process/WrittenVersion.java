package tireless.runtime.process;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number with which a file says in what form it is written. */
final class WrittenVersion {
    /** Without what follows the number it may be torn in the middle of it. */
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9})\\s");

    private WrittenVersion() {}

    /** The number at the beginning; empty if there is none that is whole. */
    static OptionalInt of(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.lookingAt() ? OptionalInt.of(Integer.parseInt(number.group(1))) : OptionalInt.empty();
    }
}
