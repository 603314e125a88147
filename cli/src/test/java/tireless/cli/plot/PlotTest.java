package tireless.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
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

    @Test
    void aPictureIsXmlWithOneLineACurveThatIsBrokenAtAGap() throws Exception {
        Curve gap = curve(new Curve.Point(0, 0), new Curve.Point(1, 4), new Curve.Point(8, 2), new Curve.Point(9, 2));

        String svg = SvgPlot.of("worker a<b", List.of(gap, ramp()), TIME, ZoneId.of("UTC"));

        Document read =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(read.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(read.getElementsByTagName("path").getLength()).isEqualTo(4);
        String line = read.getElementsByTagName("path")
                .item(1)
                .getAttributes()
                .getNamedItem("d")
                .getNodeValue();
        assertThat(line.chars().filter(one -> one == 'M')).hasSize(2);
        assertThat(line.chars().filter(one -> one == 'L')).hasSize(2);
        assertThat(read.getElementsByTagName("text").item(1).getTextContent()).isEqualTo("rate <a & b>");
    }
}
