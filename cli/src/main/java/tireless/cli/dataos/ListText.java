package tireless.cli.dataos;

import java.util.List;

/** A list of anything, as {@code dataos-ctl} draws it. */
public final class ListText {
    private ListText() {}

    /** @param rows each as long as {@code titles} */
    public static Said of(List<String> titles, List<List<String>> rows) {
        return AsciiTable.answer(List.of(new AsciiTable(titles, rows)));
    }
}
