package tireless.cli.plot;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Curves one below the other, as a picture that needs nothing else: no font, no script, no style sheet. Pure. */
public final class SvgPlot {
    private static final int WIDTH = 800;
    private static final int LEFT = 90;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int CURVE = 110;
    private static final int GAP = 40;

    private final TimeSpan time;
    private final ZoneId zone;
    private final StringBuilder out = new StringBuilder();

    private SvgPlot(TimeSpan time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    /** @param zone of the times below the curves */
    public static String of(String title, List<Curve> curves, TimeSpan time, ZoneId zone) {
        return new SvgPlot(time, zone).draw(title, curves);
    }

    private String draw(String title, List<Curve> curves) {
        int height = TOP + curves.size() * (CURVE + GAP) + 10;
        out.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        .formatted(WIDTH, height));
        out.append("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n".formatted(WIDTH, height));
        text(LEFT, 20, "start", "font-weight=\"bold\"", title);
        for (int place = 0; place < curves.size(); place++) {
            curve(curves.get(place), TOP + place * (CURVE + GAP) + 16);
        }
        return out.append("</svg>\n").toString();
    }

    private void curve(Curve curve, int top) {
        int bottom = top + CURVE - 16;
        text(LEFT, top - 4, "start", "", curve.title());
        out.append("<path d=\"M%d %d H%d M%d %d H%d\" stroke=\"#ccc\" fill=\"none\"/>%n"
                .formatted(LEFT, top, WIDTH - RIGHT, LEFT, bottom, WIDTH - RIGHT));
        text(LEFT - 6, top + 4, "end", "", curve.words().apply(curve.most()));
        text(LEFT - 6, bottom + 4, "end", "", curve.words().apply(0));
        text(LEFT, bottom + 16, "start", "fill=\"#666\"", clock(time.from()));
        text(WIDTH - RIGHT, bottom + 16, "end", "fill=\"#666\"", clock(time.to()));
        out.append("<path d=\"%s\" stroke=\"#1668a8\" stroke-width=\"1.5\" fill=\"none\"/>%n"
                .formatted(path(curve, top, bottom)));
    }

    /** A line that is broken where nothing is known. */
    private String path(Curve curve, int top, int bottom) {
        StringBuilder path = new StringBuilder();
        double most = curve.most();
        long before = Long.MIN_VALUE / 2;
        for (Curve.Point point : curve.points()) {
            double x = LEFT + time.place(point.second()) * (WIDTH - RIGHT - LEFT);
            double y = bottom - (most > 0 ? Math.max(0, point.value()) / most * (bottom - top) : 0);
            boolean joined = point.second() - before <= 2 * time.step();
            // One that stands alone is seen as a dot.
            path.append(String.format(Locale.ROOT, joined ? "L%.1f %.1f" : "M%.1f %.1fh1", x, y));
            before = point.second();
        }
        return path.toString();
    }

    private String clock(long second) {
        return DateTimeFormatter.ofPattern("MMM d HH:mm:ss", Locale.ROOT)
                .withZone(zone)
                .format(Instant.ofEpochSecond(second));
    }

    private void text(int x, int y, String anchor, String more, String text) {
        out.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" %s>%s</text>%n"
                .formatted(x, y, anchor, more, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
