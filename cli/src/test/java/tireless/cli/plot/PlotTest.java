package tireless.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** How numbers over time are drawn. */
class PlotTest {
    private static final TimeSpan TIME = new TimeSpan(0, 16, 1);

    private static Curve curve(Curve.Point... points) {
        return new Curve("rate <a & b>", List.of(points), value -> String.valueOf((long) value));
    }

    private static Curve ramp() {
        return new Curve(
                "rate",
                LongStream.range(0, 16)
                        .mapToObj(second -> new Curve.Point(second, second))
                        .toList(),
                value -> String.valueOf((long) value));
    }

    @Test
    void aRampRisesFromTheLeftBelowToTheRightAbove() {
        assertThat(BraillePlot.rows(ramp(), TIME, 8, 4))
                .containsExactly("      ⣠⣾", "    ⣠⣾⣿⣿", "  ⣠⣾⣿⣿⣿⣿", "⣠⣾⣿⣿⣿⣿⣿⣿");
    }

    @Test
    void aGapIsSeenAndZeroIsNotOne() {
        Curve gap = curve(new Curve.Point(0, 0), new Curve.Point(2, 4), new Curve.Point(12, 4));

        assertThat(BraillePlot.rows(gap, TIME, 8, 1)).containsExactly("⡀⡇    ⡇ ");
    }

    @Test
    void whatIsSmallBesideTheLargestIsNotZero() {
        Curve small = curve(new Curve.Point(0, 1), new Curve.Point(8, 1_000_000));

        assertThat(BraillePlot.rows(small, TIME, 8, 1)).containsExactly("⡄   ⡇   ");
    }

    @Test
    void samplesThatAreLongerThanAColumnFillIt() {
        Curve coarse = curve(new Curve.Point(0, 4), new Curve.Point(8, 4));

        assertThat(BraillePlot.rows(coarse, new TimeSpan(0, 16, 8), 4, 1)).containsExactly("⣿⣿⣿⣿");
    }

    @Test
    void ofManySamplesInOneColumnTheLargestIsSeen() {
        Curve peak = new Curve(
                "peak",
                LongStream.range(0, 1_600)
                        .mapToObj(second -> new Curve.Point(second, second == 801 ? 8 : 1))
                        .toList(),
                String::valueOf);

        List<String> rows = BraillePlot.rows(peak, new TimeSpan(0, 1_600, 1), 8, 2);
        assertThat(rows.getFirst()).isEqualTo("    ⡇   ");
    }

    private static Document picture(List<Panel> panels) throws Exception {
        String svg = SvgPlot.of("worker a<b", panels, TIME, ZoneId.of("UTC"));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> values(Document picture, String element, String attribute) {
        return IntStream.range(0, picture.getElementsByTagName(element).getLength())
                .mapToObj(place -> picture.getElementsByTagName(element).item(place))
                .map(each -> each.getAttributes().getNamedItem(attribute))
                .map(each -> each == null ? "" : each.getNodeValue())
                .toList();
    }

    private static List<String> texts(Document picture) {
        return IntStream.range(0, picture.getElementsByTagName("text").getLength())
                .mapToObj(place ->
                        picture.getElementsByTagName("text").item(place).getTextContent())
                .toList();
    }

    @Test
    void aPictureIsXmlWithOneLineACurveThatIsBrokenAtAGap() throws Exception {
        Curve gap = curve(new Curve.Point(0, 0), new Curve.Point(1, 4), new Curve.Point(8, 2), new Curve.Point(9, 2));

        Document picture = picture(List.of(Panel.of(gap), Panel.of(ramp())));

        assertThat(picture.getDocumentElement().getTagName()).isEqualTo("svg");
        List<String> paths = values(picture, "path", "d");
        assertThat(paths).as("grid, area and line of each").hasSize(6);
        assertThat(paths.get(2)).isEqualTo("M76.0 152.0H119.8V56.0H163.5M426.0 104.0H469.8V104.0H513.5");
        assertThat(paths.get(1)).as("closed at the gap").matches("M[^Z]*Z.*M[^Z]*Z");
        assertThat(texts(picture)).contains("worker a<b", "rate <a & b>", "00:00:02", "00:00:14");
    }

    @Test
    void curvesOfOnePanelHaveOneScaleAndAreTold() throws Exception {
        Curve low = new Curve("ready", List.of(new Curve.Point(0, 2)), value -> String.valueOf((long) value));
        Curve high = new Curve("desired", List.of(new Curve.Point(0, 4)), value -> String.valueOf((long) value));

        Document picture = picture(List.of(new Panel("replicas", List.of(low, high))));

        assertThat(texts(picture)).contains("replicas: ■ ready ■ desired", "4");
        assertThat(values(picture, "path", "d")).contains("M76.0 104.0H119.8", "M76.0 56.0H119.8");
    }

    @Test
    void aPictureIsSeenOnAnyBackground() throws Exception {
        Document picture = picture(List.of(Panel.of(ramp())));

        assertThat(picture.getElementsByTagName("rect").getLength()).isZero();
        assertThat(values(picture, "path", "stroke")).doesNotContain("black", "white", "#000", "#fff");
    }

    @ParameterizedTest
    @CsvSource({
        "12:00:03, PT45S,  10,  4, 12:00:10",
        "12:00:03, PT1H,   600, 6, 12:10",
        "12:00:03, PT6H,   3600, 6, 13:00",
        "12:00:03, P30D,   432000, 6, Nov 28",
    })
    void timesAreRoundOnesOfTheDay(String from, Duration length, long step, int count, String first) {
        ZoneId zone = ZoneId.of("Asia/Kolkata");
        long begin = LocalDate.of(2026, 11, 25)
                .atTime(LocalTime.parse(from))
                .atZone(zone)
                .toEpochSecond();

        TimeTicks ticks = TimeTicks.of(new TimeSpan(begin, begin + length.toSeconds(), 1), zone);

        assertThat(ticks.seconds()).hasSize(count);
        assertThat(ticks.seconds().get(1) - ticks.seconds().get(0)).isEqualTo(step);
        assertThat(ticks.words(ticks.seconds().getFirst())).isEqualTo(first);
    }
}
