package tireless.cli.plot;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * Panels one below the other over the same time, as a picture that needs nothing else: no font, no script, no style sheet. It has no
 * background, and colours that are seen on a light one and on a dark one. Pure.
 */
public final class SvgPlot {
    private static final int WIDTH = 800;
    private static final int LEFT = 76;
    private static final int RIGHT = 24;
    private static final int TOP = 30;
    private static final int TITLE = 26;
    private static final int HEIGHT = 96;
    private static final int BELOW = 30;
    private static final String GREY = "#7d8590";
    private static final List<String> COLOURS = List.of("#2f81d6", "#d9730d");

    private final TimeSpan time;
    private final TimeTicks ticks;
    private final StringBuilder out = new StringBuilder();

    private SvgPlot(TimeSpan time, TimeTicks ticks) {
        this.time = time;
        this.ticks = ticks;
    }

    /** @param zone of the times below the panels */
    public static String of(String title, List<Panel> panels, TimeSpan time, ZoneId zone) {
        return new SvgPlot(time, TimeTicks.of(time, zone)).draw(title, panels);
    }

    private String draw(String title, List<Panel> panels) {
        int bottom = TOP + panels.size() * (TITLE + HEIGHT);
        out.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"ui-sans-serif, system-ui, 'Segoe UI', Helvetica, Arial, sans-serif\" font-size=\"12\" fill=\"%s\">%n"
                        .formatted(WIDTH, bottom + BELOW, GREY));
        text(LEFT, 20, "start", "font-size=\"14\" font-weight=\"bold\"", escaped(title));
        for (int place = 0; place < panels.size(); place++) {
            panel(panels.get(place), TOP + place * (TITLE + HEIGHT) + TITLE);
        }
        for (long second : ticks.seconds()) {
            text((int) Math.round(x(second)), bottom + 18, "middle", "", ticks.words(second));
        }
        return out.append("</svg>\n").toString();
    }

    private void panel(Panel panel, int top) {
        int bottom = top + HEIGHT;
        text(LEFT, top - 7, "start", "", heading(panel));
        StringBuilder grid = new StringBuilder(
                "M%d %dH%dM%d %dH%d".formatted(LEFT, top, WIDTH - RIGHT, LEFT, bottom, WIDTH - RIGHT));
        for (long second : ticks.seconds()) {
            grid.append(String.format(Locale.ROOT, "M%.1f %dV%d", x(second), top, bottom));
        }
        out.append("<path d=\"%s\" stroke=\"%s\" stroke-opacity=\"0.3\" fill=\"none\"/>%n".formatted(grid, GREY));
        text(LEFT - 8, top + 4, "end", "", escaped(panel.words(panel.most())));
        if (panel.most() > 0) {
            text(LEFT - 8, bottom + 4, "end", "", escaped(panel.words(0)));
        }
        for (int place = 0; place < panel.curves().size(); place++) {
            Curve curve = panel.curves().get(place);
            String colour = COLOURS.get(place % COLOURS.size());
            if (place == 0) {
                out.append("<path d=\"%s\" fill=\"%s\" fill-opacity=\"0.2\"/>%n"
                        .formatted(path(curve, panel.most(), bottom, true), colour));
            }
            out.append("<path d=\"%s\" stroke=\"%s\" stroke-width=\"1.8\" stroke-linejoin=\"round\" fill=\"none\"/>%n"
                    .formatted(path(curve, panel.most(), bottom, false), colour));
        }
    }

    /** The title, and which colour is which where there are several. */
    private static String heading(Panel panel) {
        if (panel.curves().size() == 1) {
            return escaped(panel.title());
        }
        StringBuilder heading = new StringBuilder(escaped(panel.title())).append(':');
        for (int place = 0; place < panel.curves().size(); place++) {
            heading.append(" <tspan fill=\"%s\">■ %s</tspan>"
                    .formatted(
                            COLOURS.get(place % COLOURS.size()),
                            escaped(panel.curves().get(place).title())));
        }
        return heading.toString();
    }

    /**
     * A line that is broken where nothing is known; each value lasts until the next one.
     *
     * @param area down to zero
     */
    private String path(Curve curve, double most, int bottom, boolean area) {
        StringBuilder path = new StringBuilder();
        List<Curve.Point> points = curve.points();
        for (int place = 0; place < points.size(); place++) {
            Curve.Point point = points.get(place);
            double y = bottom - (most > 0 ? Math.max(0, point.value()) / most * HEIGHT : 0);
            boolean joined = place > 0 && follows(points.get(place - 1), point);
            boolean goesOn = place + 1 < points.size() && follows(point, points.get(place + 1));
            long until = goesOn ? points.get(place + 1).second() : point.second() + time.step();
            if (joined) {
                path.append(String.format(Locale.ROOT, "V%.1f", y));
            } else {
                path.append(
                        area
                                ? String.format(Locale.ROOT, "M%.1f %dV%.1f", x(point.second()), bottom, y)
                                : String.format(Locale.ROOT, "M%.1f %.1f", x(point.second()), y));
            }
            path.append(String.format(Locale.ROOT, "H%.1f", x(until)));
            if (area && !goesOn) {
                path.append("V").append(bottom).append("Z");
            }
        }
        return path.toString();
    }

    private boolean follows(Curve.Point one, Curve.Point next) {
        return next.second() - one.second() <= 2 * time.step();
    }

    private double x(long second) {
        return LEFT + time.place(second) * (WIDTH - RIGHT - LEFT);
    }

    /** @param content escaped */
    private void text(int x, int y, String anchor, String more, String content) {
        out.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" %s>%s</text>%n".formatted(x, y, anchor, more, content));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
