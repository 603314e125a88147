package tireless.gotemplate.parse;

import java.util.List;
import java.util.Optional;
import tireless.gotemplate.problem.Position;

/** A part of a template that is carried out. */
public sealed interface Node {
    Position at();

    record Text(Position at, String text) implements Node {}

    record Action(Position at, Pipeline pipeline) implements Node {}

    record If(Position at, Pipeline condition, List<Node> body, List<Node> otherwise) implements Node {}

    record With(Position at, Pipeline dot, List<Node> body, List<Node> otherwise) implements Node {}

    record Range(Position at, Pipeline over, List<Node> body, List<Node> otherwise) implements Node {}

    record Call(Position at, String template, Optional<Pipeline> dot) implements Node {}

    record Break(Position at) implements Node {}

    record Continue(Position at) implements Node {}
}
