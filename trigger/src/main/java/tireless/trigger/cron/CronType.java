package tireless.trigger.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.trigger.Form;
import tireless.trigger.Opening;
import tireless.trigger.Settings;
import tireless.trigger.Trigger;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;
import tireless.trigger.TriggerType;

/** Hours in which there shall be so many replicas. */
public final class CronType implements TriggerType {
    private static final String TIMEZONE = "timezone";
    private static final String START = "start";
    private static final String END = "end";
    private static final String REPLICAS = "desiredReplicas";

    @Override
    public String name() {
        return "cron";
    }

    @Override
    public List<TriggerKey> keys() {
        return List.of(
                TriggerKey.of(TIMEZONE, new Form.Zone(), "a name of the IANA database, as `Europe/Berlin`")
                        .needed(),
                TriggerKey.text(START, "from when on, as a cron expression of five fields")
                        .needed(),
                TriggerKey.text(END, "until when, likewise; not the same as `start`")
                        .needed(),
                TriggerKey.of(REPLICAS, new Form.Whole(1), "how many replicas there shall be meanwhile")
                        .needed());
    }

    @Override
    public boolean isCacheable() {
        return false;
    }

    @Override
    public List<TriggerProblem> flaws(Settings settings) {
        List<TriggerProblem> problems = new ArrayList<>();
        for (String key : List.of(START, END)) {
            settings.text(key)
                    .flatMap(CronType::wrong)
                    .ifPresent(why -> problems.add(TriggerProblem.error(
                            "bad-cron", key, "`" + key + "` " + why, "five fields, as in `0 8 * * 1-5`")));
        }
        if (settings.has(START) && settings.text(START).equals(settings.text(END))) {
            problems.add(TriggerProblem.contradiction(
                    END, "`start` and `end` are the same", "let `end` come after `start`"));
        }
        return problems;
    }

    private static Optional<String> wrong(String expression) {
        try {
            boolean comes = CronTimes.parse(expression, ZoneOffset.UTC)
                    .after(Instant.EPOCH)
                    .isPresent();
            return comes ? Optional.empty() : Optional.of("is a time that never comes");
        } catch (IllegalArgumentException e) {
            return Optional.of("is no cron expression: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    @Override
    public Trigger open(Opening opening) {
        Settings settings = opening.settings();
        ZoneId zone = ZoneId.of(settings.the(TIMEZONE));
        return new CronTrigger(
                CronTimes.parse(settings.the(START), zone),
                CronTimes.parse(settings.the(END), zone),
                settings.whole(REPLICAS),
                opening.clock());
    }
}
