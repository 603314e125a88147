package tireless.plan;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.notice.Confidential;
import tireless.model.notice.Recipient;
import tireless.model.notice.Way;
import tireless.model.objective.Objective;
import tireless.model.objective.Objectives;

/** What is expected of the work, and who is told, worded for people, field by field. What is confidential is shown by a mark alone. */
final class PolicyWording {
    private PolicyWording() {}

    static SortedMap<String, String> of(Objectives objectives) {
        SortedMap<String, String> fields = new TreeMap<>();
        if (objectives instanceof Objectives(var targets, var window) && !targets.isEmpty()) {
            targets.forEach((objective, target) -> fields.put(objective.word(), shown(objective, target)));
            fields.put("window", Wording.of(window));
        }
        return fields;
    }

    /** The exact number: shown as people like it, two might read the same. */
    private static String shown(Objective objective, double target) {
        return switch (objective) {
            case MIN -> target + "/s";
            case MAX_ERROR_RATE -> Double.toString(target);
            case MAX_LAG -> target + "s";
        };
    }

    static SortedMap<String, String> of(List<Recipient> recipients) {
        SortedMap<String, String> fields = new TreeMap<>();
        for (int i = 0; i < recipients.size(); i++) {
            String path = "[" + i + "].";
            if (recipients.get(i) instanceof Recipient(Way way, var topics, var atMostEvery)) {
                way(path, way, fields);
                fields.put(path + "on", String.join(", ", topics));
                fields.put(path + "atMostEvery", Wording.of(atMostEvery));
            }
        }
        return fields;
    }

    private static void way(String path, Way way, SortedMap<String, String> fields) {
        switch (way) {
            case Way.Webhook(Confidential url, var headers) -> {
                String host =
                        url instanceof Confidential.Literal ? " " + way.shown().substring("webhook ".length()) : "";
                fields.put(path + "webhook", url.mark() + host);
                headers.forEach(
                        (name, value) -> fields.put(path + "webhook.headers." + Wording.word(name), value.mark()));
            }
            case Way.Command(var command) -> fields.put(path + "command", Wording.command(command));
            case Way.Email(var to) -> fields.put(path + "email", String.join(", ", to));
        }
    }
}
