package tireless.cli.dataos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tireless.api.LogLine;

/**
 * What {@code log} says.
 *
 * @param workspace of the resource
 */
public record LogText(String workspace) {
    private static final String HEADING = "\n-------------------LOGS-------------------\n";

    /** Before the server is asked. */
    public Step reading() {
        return new Step("📃 log(" + workspace + ")", "getting logs");
    }

    /** Once all lines are there: for each node a table and its lines. */
    public List<Said> read(List<String> nodes, List<LogLine> lines) {
        Map<String, List<LogLine>> byNode = new LinkedHashMap<>();
        nodes.forEach(node -> byNode.put(node, new ArrayList<>()));
        lines.forEach(line ->
                byNode.computeIfAbsent(line.replica(), _ -> new ArrayList<>()).add(line));
        List<Said> said = new ArrayList<>();
        said.add(Said.Message.info("📃 log(" + workspace + ")..." + (byNode.isEmpty() ? "nothing" : "complete")));
        byNode.forEach((node, own) -> {
            said.add(heading(List.of(node)));
            StringBuilder text = new StringBuilder();
            own.forEach(line -> text.append(line.text()).append('\n'));
            said.add(new Said.Answer(text.toString()));
        });
        return said;
    }

    /** Where lines are followed, they come after one table of all nodes, as they are written. */
    public List<Said> following(List<String> nodes) {
        return List.of(Said.Message.info("📃 log(" + workspace + ")...following"), heading(nodes));
    }

    private static Said heading(List<String> nodes) {
        AsciiTable table = new AsciiTable(
                List.of("NODE NAME", "CONTAINER NAME", "ERROR"),
                nodes.stream().map(node -> List.of(node, node + "-main", "")).toList());
        return new Said.Answer(AsciiTable.answer(List.of(table)).text() + HEADING);
    }
}
