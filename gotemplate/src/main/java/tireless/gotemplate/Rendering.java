package tireless.gotemplate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tireless.gotemplate.budget.BoundedText;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.budget.LimitReached;
import tireless.gotemplate.budget.Limits;
import tireless.gotemplate.format.Printer;
import tireless.gotemplate.function.Functions;
import tireless.gotemplate.parse.Node;
import tireless.gotemplate.parse.Pipeline;
import tireless.gotemplate.parse.Templates;
import tireless.gotemplate.problem.Position;
import tireless.gotemplate.value.Data;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** Carries out a template once. */
final class Rendering {
    /** How the walk goes on after a node. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private final Templates templates;
    private final Functions functions;
    private final MissingKey missingKey;
    private final Budget budget;
    private final Failures failures;
    private final BoundedText out;

    Rendering(String name, Templates templates, Functions functions, MissingKey missingKey, Limits limits) {
        this.templates = templates;
        this.functions = functions;
        this.missingKey = missingKey;
        this.budget = new Budget(limits);
        this.failures = new Failures(new Position(name, 1, 1));
        this.out = new BoundedText(budget);
    }

    String render(@Nullable Object data) {
        try {
            Value dot = new Data(budget).value(data);
            Value start = dot == Value.Nothing.NIL ? Value.Nothing.ABSENT : dot;
            Evaluation evaluation =
                    new Evaluation(functions, new Fields(missingKey, failures), budget, failures, new Scope(start));
            walk(templates.main(), start, evaluation);
            return Utf8.shown(out.toString());
        } catch (LimitReached e) {
            throw failures.limited(e.message());
        }
    }

    private Flow walk(List<Node> nodes, Value dot, Evaluation evaluation) {
        return budget.deeper(() -> {
            for (Node node : nodes) {
                Flow flow = walk(node, dot, evaluation);
                if (flow != Flow.ON) {
                    return flow;
                }
            }
            return Flow.ON;
        });
    }

    private Flow walk(Node node, Value dot, Evaluation evaluation) {
        budget.step();
        failures.reach(node.at());
        return switch (node) {
            case Node.Text text -> {
                out.append(text.text());
                yield Flow.ON;
            }
            case Node.Action action -> {
                action(action.pipeline(), dot, evaluation);
                yield Flow.ON;
            }
            case Node.If condition -> {
                int mark = evaluation.scope().mark();
                boolean truth = Types.truth(evaluation.pipeline(condition.condition(), dot));
                Flow flow = walk(truth ? condition.body() : condition.otherwise(), dot, evaluation);
                evaluation.scope().back(mark);
                yield flow;
            }
            case Node.With with -> {
                int mark = evaluation.scope().mark();
                Value value = evaluation.pipeline(with.dot(), dot);
                Flow flow = Types.truth(value)
                        ? walk(with.body(), value, evaluation)
                        : walk(with.otherwise(), dot, evaluation);
                evaluation.scope().back(mark);
                yield flow;
            }
            case Node.Range range -> {
                int mark = evaluation.scope().mark();
                Flow flow = range(range, dot, evaluation);
                evaluation.scope().back(mark);
                yield flow;
            }
            case Node.Call call -> call(call, dot, evaluation);
            case Node.Break _ -> Flow.BREAK;
            case Node.Continue _ -> Flow.CONTINUE;
        };
    }

    private void action(Pipeline pipeline, Value dot, Evaluation evaluation) {
        Value value = evaluation.pipeline(pipeline, dot);
        if (pipeline.variables().isEmpty()) {
            failures.reach(pipeline.at());
            if (value instanceof Value.Nothing) {
                out.append("<no value>");
            } else {
                new Printer(out).print(value);
            }
        }
    }

    private Flow call(Node.Call call, Value dot, Evaluation evaluation) {
        List<Node> body = templates.named().get(call.template());
        if (body == null) {
            throw failures.failed(call.at(), "there is no template `%s`".formatted(call.template()));
        }
        Value inner =
                call.dot().map(pipeline -> evaluation.pipeline(pipeline, dot)).orElse(Value.Nothing.ABSENT);
        walk(body, inner, evaluation.in(new Scope(inner)));
        return Flow.ON;
    }

    private Flow range(Node.Range range, Value dot, Evaluation evaluation) {
        Value over = evaluation.pipeline(range.over(), dot);
        Loop loop = new Loop(range, evaluation);
        boolean ran = switch (over) {
            case Value.Nothing _ -> false;
            case Value.Whole whole -> loop.numbers(whole);
            case Value.Items items -> loop.items(items.items());
            case Value.Entries map -> loop.entries(snapshot(map));
            case Value.Text _, Value.Real _, Value.Truth _, Value.Moment _ ->
                throw failures.failed(range.over().at(), "range can not go over %s".formatted(Types.type(over)));
        };
        return ran ? Flow.ON : walk(range.otherwise(), dot, evaluation);
    }

    private List<Map.Entry<String, Value>> snapshot(Value.Entries map) {
        budget.characters(map.entries().size());
        return map.entries().entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The rounds of one range. Each says whether there was any. */
    private final class Loop {
        private final Node.Range range;
        private final List<String> variables;
        private final Evaluation evaluation;
        private final int mark;

        Loop(Node.Range range, Evaluation evaluation) {
            this.range = range;
            this.variables = range.over().variables();
            this.evaluation = evaluation;
            this.mark = evaluation.scope().mark();
        }

        boolean numbers(Value.Whole count) {
            if (variables.size() > 1) {
                throw failures.failed(range.over().at(), "range over a number sets one variable only");
            }
            for (long at = 0; at < count.number(); at++) {
                Value number = new Value.Whole(at, count.width());
                if (!round(Value.Nothing.ABSENT, number)) {
                    break;
                }
            }
            return count.number() > 0;
        }

        boolean items(List<Value> items) {
            int index = 0;
            for (Value item : items) {
                if (!round(Value.ofInt(index), item)) {
                    break;
                }
                index++;
            }
            return !items.isEmpty();
        }

        /** @param entries a copy: the body may change the map */
        boolean entries(List<Map.Entry<String, Value>> entries) {
            for (Map.Entry<String, Value> entry : entries) {
                if (!round(Value.of(entry.getKey()), entry.getValue())) {
                    break;
                }
            }
            return !entries.isEmpty();
        }

        /** False if it is the last one. */
        private boolean round(Value key, Value value) {
            budget.step();
            set(key, value);
            Flow flow = walk(range.body(), value, evaluation);
            evaluation.scope().back(mark);
            return flow != Flow.BREAK;
        }

        private void set(Value key, Value value) {
            if (variables.isEmpty()) {
                return;
            }
            boolean both = variables.size() > 1;
            if (range.over().assigns()) {
                evaluation.assign(range.at(), variables.getFirst(), both ? key : value);
                if (both) {
                    evaluation.assign(range.at(), variables.getLast(), value);
                }
                return;
            }
            evaluation.scope().setFromTop(0, value);
            if (both) {
                evaluation.scope().setFromTop(1, key);
            }
        }
    }
}
