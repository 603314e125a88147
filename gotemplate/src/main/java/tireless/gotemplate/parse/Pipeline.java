package tireless.gotemplate.parse;

import java.util.List;
import tireless.gotemplate.problem.Position;

/**
 * {@code $x := .a | quote}
 *
 * @param variables that take its value
 * @param assigns to variables that are there, instead of declaring them
 */
public record Pipeline(Position at, List<String> variables, boolean assigns, List<Command> commands) {
    /** @param operands what is called, then what it is called with */
    public record Command(Position at, List<Operand> operands) {
        public Operand called() {
            return operands.getFirst();
        }

        public List<Operand> arguments() {
            return operands.subList(1, operands.size());
        }
    }
}
