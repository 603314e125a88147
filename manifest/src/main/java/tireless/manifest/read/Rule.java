package tireless.manifest.read;

import java.util.List;
import java.util.Set;

/** What holds between the attributes of one section. The readers check it; a rule says it for whoever describes the section. */
public sealed interface Rule {
    /** At least one of {@code names} has a value, or another name of it has. */
    record OneHasValue(List<String> names) implements Rule {
        public OneHasValue {
            names = List.copyOf(names);
        }
    }

    /** At least one of {@code names} is written, if only with nothing behind it. */
    record OneIsWritten(List<String> names) implements Rule {
        public OneIsWritten {
            names = List.copyOf(names);
        }
    }

    /**
     * Before there was {@code spec}, its content stood below the name of the stack: below one of {@code names} with any stack,
     * and below another name where the stack has just that.
     *
     * @param stack the attribute that names the stack
     * @param builtIn the stack that is always there
     */
    record OldStackSections(String spec, String stack, Set<String> names, String builtIn) implements Rule {
        public OldStackSections {
            names = Set.copyOf(names);
        }
    }

    /**
     * In {@code spec} there is a {@code stack}, unless there is a {@code file}, in {@code spec} or beside it. Without a stack,
     * {@code spec} may hold {@code beside} and no more; with one, there is no file beside it.
     */
    record FileOrStack(String spec, String file, String stack, Attributes beside) implements Rule {}

    /** What is required here is so only where {@code name} has no value. */
    record UnlessHasValue(String name) implements Rule {}

    /** What is required here is so only where the job around it has no file. */
    record UnlessFile() implements Rule {}
}
