package tireless.cli.output;

import java.time.Instant;
import java.util.List;
import tireless.api.ObjectiveView;

/** How what is expected of a worker's work stands: one row each. */
public final class ObjectiveTable {
    private ObjectiveTable() {}

    public static Table of(List<ObjectiveView> objectives, Instant now) {
        Table table = Table.of("OBJECTIVE", "TARGET", "NOW", "STANDING", "SINCE");
        for (ObjectiveView objective : objectives) {
            table.add(List.of(
                    Cell.of(objective.objective()),
                    Cell.of(objective.target()),
                    Cell.of(objective.value().orElse("unknown")),
                    new Cell(objective.state(), tone(objective.state())),
                    Cell.of(objective
                            .since()
                            .map(since -> Age.since(since, now))
                            .orElse(""))));
        }
        return table;
    }

    private static Tone tone(String state) {
        return switch (state) {
            case "met" -> Tone.GOOD;
            case "missed" -> Tone.BAD;
            default -> Tone.DOUBT;
        };
    }
}
