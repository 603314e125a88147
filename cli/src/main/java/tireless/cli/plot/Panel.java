package tireless.cli.plot;

import java.util.List;

/**
 * Curves that have one scale, the largest value of all of them.
 *
 * @param curves one at least; the first is drawn as an area
 */
public record Panel(String title, List<Curve> curves) {
    public Panel {
        curves = List.copyOf(curves);
    }

    /** One curve by itself. */
    public static Panel of(Curve curve) {
        return new Panel(curve.title(), List.of(curve));
    }

    double most() {
        return curves.stream().mapToDouble(Curve::most).max().orElse(0);
    }

    String words(double value) {
        return curves.getFirst().words().apply(value);
    }
}
