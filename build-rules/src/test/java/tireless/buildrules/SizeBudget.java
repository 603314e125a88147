package tireless.buildrules;

import java.util.ArrayList;
import java.util.List;

/** Limits in lines for a set of source files; a percentile is the value at that rank of the sorted sizes. */
record SizeBudget(int median, int p90, int most) {

    static final SizeBudget MAIN = new SizeBudget(70, 220, 450);
    static final SizeBudget TEST = new SizeBudget(Integer.MAX_VALUE, Integer.MAX_VALUE, 700);

    List<String> violations(List<SourceFile> files) {
        var found = new ArrayList<String>();
        files.stream()
                .filter(file -> file.size() > most)
                .forEach(file -> found.add(file.name() + ": " + file.size() + " lines, at most " + most));
        addPercentile(found, files, 50, median);
        addPercentile(found, files, 90, p90);
        return found;
    }

    private static void addPercentile(List<String> found, List<SourceFile> files, int percent, int limit) {
        if (files.isEmpty()) {
            return;
        }
        int[] sizes = files.stream().mapToInt(SourceFile::size).sorted().toArray();
        int value = sizes[(sizes.length - 1) * percent / 100];
        if (value > limit) {
            found.add("percentile " + percent + " of the file sizes is " + value + " lines, at most " + limit);
        }
    }
}
