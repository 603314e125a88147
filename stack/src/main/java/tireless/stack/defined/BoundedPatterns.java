package tireless.stack.defined;

import com.networknt.schema.SchemaException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import com.networknt.schema.regex.RegularExpressions;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tireless.model.StepLimitedText;

/**
 * The patterns of a JSON Schema. Some of them go through a text in more ways than anybody has time for: such a search is given up, after a
 * number of steps, so that it ends the same on each machine.
 */
final class BoundedPatterns implements RegularExpressionFactory {
    /** Half a second or so. */
    private static final int MOST_STEPS = 50_000_000;

    @Override
    public RegularExpression getRegularExpression(String pattern) {
        try {
            Pattern compiled = Pattern.compile(RegularExpressions.replaceLongformCharacterProperties(
                    RegularExpressions.replaceDollarAnchors(pattern)));
            return text -> matches(compiled, text, pattern);
        } catch (PatternSyntaxException wrong) {
            throw new SchemaException("the pattern `%s`: %s".formatted(pattern, wrong.getDescription()));
        }
    }

    private static boolean matches(Pattern compiled, String text, String pattern) {
        try {
            return compiled.matcher(new StepLimitedText(text, MOST_STEPS, () -> tooLong(pattern)))
                    .find();
        } catch (StackOverflowError deep) {
            // java.util.regex goes one call deeper for each character that some patterns take.
            throw new SchemaException("the pattern `%s` can not be held against a text of %d characters"
                    .formatted(pattern, text.length()));
        }
    }

    private static SchemaException tooLong(String pattern) {
        return new SchemaException(
                "the pattern `%s` takes too long: it can be fitted to a text in too many ways".formatted(pattern));
    }
}
