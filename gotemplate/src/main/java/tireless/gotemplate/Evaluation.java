package tireless.gotemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.function.Arguments;
import tireless.gotemplate.function.Definition;
import tireless.gotemplate.function.FunctionFailed;
import tireless.gotemplate.function.Functions;
import tireless.gotemplate.function.Parameter;
import tireless.gotemplate.parse.Operand;
import tireless.gotemplate.parse.Pipeline;
import tireless.gotemplate.problem.Position;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Value;

/** What pipelines are worth in one template. */
final class Evaluation {
    /** So many characters are read, or variables looked at, as fast as one character is made. */
    private static final int CHEAP = 16;

    /** How many characters are read in the time in which one is made. */
    private static final int READ = 2;

    private final Functions functions;
    private final Fields fields;
    private final Budget budget;
    private final Failures failures;
    private final Scope scope;

    Evaluation(Functions functions, Fields fields, Budget budget, Failures failures, Scope scope) {
        this.functions = functions;
        this.fields = fields;
        this.budget = budget;
        this.failures = failures;
        this.scope = scope;
    }

    /** The same in another template, which sees no variable of this one. */
    Evaluation in(Scope other) {
        return new Evaluation(functions, fields, budget, failures, other);
    }

    Scope scope() {
        return scope;
    }

    /** Also gives the value to the variables of the pipeline. */
    Value pipeline(Pipeline pipeline, Value dot) {
        failures.reach(pipeline.at());
        Optional<Value> piped = Optional.empty();
        for (Pipeline.Command command : pipeline.commands()) {
            Optional<Value> last = piped;
            Value value = budget.deeper(() -> command(command, dot, last));
            piped = Optional.of(value == Value.Nothing.NIL ? Value.Nothing.ABSENT : value);
        }
        Value value = piped.orElseThrow();
        for (String variable : pipeline.variables()) {
            if (!pipeline.assigns()) {
                scope.declare(variable, value);
            } else {
                assign(pipeline.at(), variable, value);
            }
        }
        return value;
    }

    void assign(Position at, String variable, Value value) {
        if (!scope.assign(variable, value)) {
            throw failures.failed(at, "there is no variable `%s` to assign to".formatted(variable));
        }
    }

    /** @param piped what the command before it was worth */
    private Value command(Pipeline.Command command, Value dot, Optional<Value> piped) {
        budget.step();
        Operand called = command.called();
        failures.reach(called.at());
        boolean bare = command.arguments().isEmpty() && piped.isEmpty();
        return switch (called) {
            case Operand.Identifier function -> call(function, command.arguments(), dot, piped);
            case Operand.Field field -> fields.of(dot, field.names(), field.at(), bare);
            case Operand.Chain chain -> chain(chain, dot, bare);
            case Operand.Variable variable -> variable(variable, bare);
            case Operand.Nested nested -> {
                refuseArguments(called, bare);
                yield pipeline(nested.pipeline(), dot);
            }
            case Operand.Nil nil -> throw failures.failed(nil.at(), "`nil` is no command");
            case Operand.Dot _, Operand.Truth _, Operand.Text _, Operand.Numeral _ -> {
                refuseArguments(called, bare);
                yield constant(called, dot);
            }
        };
    }

    private void refuseArguments(Operand called, boolean bare) {
        if (!bare) {
            throw failures.failed(called.at(), "this is no function, so it takes no arguments");
        }
    }

    private Value constant(Operand operand, Value dot) {
        return switch (operand) {
            case Operand.Dot _ -> dot;
            case Operand.Truth truth -> Value.of(truth.truth());
            case Operand.Text text -> Value.of(text.text());
            case Operand.Numeral number -> ideal(number);
            case Operand.Nil _,
                    Operand.Field _,
                    Operand.Chain _,
                    Operand.Variable _,
                    Operand.Identifier _,
                    Operand.Nested _ -> throw new IllegalArgumentException("no constant: " + operand);
        };
    }

    private Value ideal(Operand.Numeral number) {
        if (number.fraction()) {
            return Value.of(number.real().orElseThrow());
        }
        if (number.whole().isEmpty()) {
            throw failures.failed(number.at(), "`%s` is too large".formatted(number.written()));
        }
        return Value.ofInt(number.whole().getAsLong());
    }

    private Value variable(Operand.Variable variable, boolean bare) {
        budget.characters(scope.mark() / CHEAP);
        Value value = scope.value(variable.name())
                .orElseThrow(() ->
                        failures.failed(variable.at(), "there is no variable `%s` here".formatted(variable.name())));
        if (variable.names().isEmpty()) {
            refuseArguments(variable, bare);
            return value;
        }
        return fields.of(value, variable.names(), variable.at(), bare);
    }

    private Value chain(Operand.Chain chain, Value dot, boolean bare) {
        return fields.of(value(chain.of(), dot), chain.names(), chain.at(), bare);
    }

    /** An operand that stands for itself, of whatever type. */
    private Value value(Operand operand, Value dot) {
        failures.reach(operand.at());
        return switch (operand) {
            case Operand.Field field -> fields.of(dot, field.names(), field.at(), true);
            case Operand.Variable variable -> variable(variable, true);
            case Operand.Chain chain -> chain(chain, dot, true);
            case Operand.Nested nested -> pipeline(nested.pipeline(), dot);
            case Operand.Identifier function -> budget.deeper(() -> call(function, List.of(), dot, Optional.empty()));
            case Operand.Nil nil -> throw failures.failed(nil.at(), "`nil` has no fields");
            case Operand.Dot _, Operand.Truth _, Operand.Text _, Operand.Numeral _ -> constant(operand, dot);
        };
    }

    private Value call(Operand.Identifier function, List<Operand> operands, Value dot, Optional<Value> piped) {
        budget.step();
        Definition definition = functions.definition(function.name());
        int count = operands.size() + (piped.isPresent() ? 1 : 0);
        definition.signature().refusal(function.name(), count).ifPresent(reason -> {
            throw failures.failed(function.at(), reason);
        });
        List<Value> arguments = new ArrayList<>(count);
        for (Operand operand : operands) {
            Value argument = argument(operand, definition.signature().at(arguments.size()), dot);
            arguments.add(argument);
            if (decides(definition, argument)) {
                return argument;
            }
        }
        piped.ifPresent(
                value -> arguments.add(accepted(value, definition.signature().at(arguments.size()), function.at())));
        failures.reach(function.at());
        payFor(arguments);
        try {
            return definition.body().call(new Arguments(List.copyOf(arguments), budget));
        } catch (FunctionFailed e) {
            throw failures.failed(function.at(), "`%s`: %s".formatted(function.name(), e.message()));
        }
    }

    /** Functions go through their texts, some of them more than once. */
    private void payFor(List<Value> arguments) {
        for (Value argument : arguments) {
            budget.characters(argument instanceof Value.Text text ? text.text().length() / READ : 0);
        }
    }

    private static boolean decides(Definition definition, Value argument) {
        return switch (definition.evaluation()) {
            case ALL -> false;
            case UNTIL_TRUE -> Types.truth(argument);
            case UNTIL_FALSE -> !Types.truth(argument);
        };
    }

    private Value argument(Operand operand, Parameter parameter, Value dot) {
        return switch (operand) {
            case Operand.Nil nil -> {
                if (!parameter.takesNil()) {
                    throw failures.failed(nil.at(), "`nil` is no %s".formatted(parameter.type()));
                }
                yield parameter == Parameter.ANY ? Value.Nothing.NIL : Value.Nothing.ABSENT;
            }
            case Operand.Numeral number -> number(number, parameter);
            case Operand.Dot _,
                    Operand.Truth _,
                    Operand.Text _,
                    Operand.Field _,
                    Operand.Variable _,
                    Operand.Chain _,
                    Operand.Nested _,
                    Operand.Identifier _ -> accepted(value(operand, dot), parameter, operand.at());
        };
    }

    /** A constant takes the type that is asked for, if it can. */
    private Value number(Operand.Numeral number, Parameter parameter) {
        return switch (parameter) {
            case INT ->
                Value.ofInt(
                        number.whole().orElseThrow(() -> failures.failed(number.at(), "a whole number is asked for")));
            case REAL ->
                Value.of(number.real().orElseThrow(() -> failures.failed(number.at(), "a number is asked for")));
            case ANY, RAW, TEXT, TRUTH, ENTRIES, MOMENT -> accepted(ideal(number), parameter, number.at());
        };
    }

    private Value accepted(Value value, Parameter parameter, Position at) {
        return parameter.accept(value).orElseThrow(() -> failures.failed(at, parameter.refusal(value)));
    }
}
