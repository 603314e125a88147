package tireless.scale.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The course of several simulations as a picture: what waited above, what ran below. */
final class Plot {
    private static final int WIDTH = 900;
    private static final int PANEL = 180;
    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final List<String> COLORS = List.of("#1b7837", "#5aae61", "#d6604d", "#4393c3");

    private Plot() {}

    /** @param courses by the name of their controller */
    static String svg(String title, Map<String, List<Outcome.Point>> courses) {
        int height = TOP + 2 * PANEL + 90;
        List<String> lines = new ArrayList<>();
        lines.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">"
                        .formatted(WIDTH, height));
        lines.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        lines.add(text(LEFT, 22, title));
        panel(lines, "items waiting", TOP, courses, Outcome.Point::waiting);
        panel(lines, "replicas", TOP + PANEL + 30, courses, Outcome.Point::running);
        int place = 0;
        for (String name : courses.keySet()) {
            int x = LEFT + place * 200;
            lines.add("<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>"
                    .formatted(x, height - 18, COLORS.get(place)));
            lines.add(text(x + 20, height - 12, name));
            place++;
        }
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private static void panel(
            List<String> lines,
            String title,
            int top,
            Map<String, List<Outcome.Point>> courses,
            ToDoubleFunction<Outcome.Point> figure) {
        double most = courses.values().stream()
                .flatMap(List::stream)
                .mapToDouble(figure)
                .max()
                .orElse(1);
        double end = courses.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Outcome.Point::at)
                .max()
                .orElse(1);
        lines.add("<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#888\"/>"
                .formatted(LEFT, top, top + PANEL, WIDTH - 10));
        lines.add(text(5, top + 12, String.format(Locale.ROOT, "%,.0f", most)));
        lines.add(text(5, top + PANEL, "0"));
        lines.add(text(LEFT + 6, top + 12, title));
        int place = 0;
        for (List<Outcome.Point> course : courses.values()) {
            StringBuilder path = new StringBuilder();
            for (Outcome.Point point : course) {
                double x = LEFT + point.at() / end * (WIDTH - 10 - LEFT);
                double y = top + PANEL - figure.applyAsDouble(point) / Math.max(1, most) * (PANEL - 16);
                path.append(
                        path.isEmpty()
                                ? String.format(Locale.ROOT, "M%.1f %.1f", x, y)
                                : String.format(Locale.ROOT, "H%.1fV%.1f", x, y));
            }
            lines.add("<path d=\"%s\" fill=\"none\" stroke=\"%s\"/>".formatted(path, COLORS.get(place++)));
        }
    }

    private static String text(int x, int y, String text) {
        return "<text x=\"%d\" y=\"%d\">%s</text>".formatted(x, y, text);
    }
}
