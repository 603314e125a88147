package tireless.scale.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws what {@code bench/autoscale --live} has seen: lines of name, second, items that wait and replicas that run, parted by tabs. */
final class LivePlot {
    private LivePlot() {}

    /** @param arguments the title */
    public static void main(String... arguments) throws IOException {
        Map<String, List<Outcome.Point>> courses = new LinkedHashMap<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] seen = line.split("\t", -1);
            int running = Integer.parseInt(seen[3]);
            courses.computeIfAbsent(seen[0], _ -> new ArrayList<>())
                    .add(new Outcome.Point(Double.parseDouble(seen[1]), Long.parseLong(seen[2]), running, running));
        }
        System.out.print(Plot.svg(arguments[0], courses));
    }
}
