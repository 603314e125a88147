package tireless.chaos.inject;

import tireless.api.SourceView;
import tireless.chaos.schedule.Crew;
import tireless.chaos.schedule.Variant;
import tireless.chaos.truth.Place;

/**
 * The manifests of the crews.
 *
 * @param lines how many lines a worker writes at a time
 * @param pause the seconds between, as {@code sleep} takes them
 */
public record Manifests(Place place, int lines, String pause) {
    SourceView of(Crew crew, int round) {
        String words = "%s %s %d %s".formatted(place.script(), crew.variant().word(), lines, pause);
        // Half of them are started by a shell, which gets SIGTERM for the whole group.
        String how = crew.variant() == Variant.PLAIN || crew.variant() == Variant.FAMILY
                ? "command: sh\n    arguments: [\"%s\"]".formatted(words.replace(" ", "\", \""))
                : "shell: exec sh " + words;
        String text = """
                name: %s
                version: v1beta
                type: worker
                worker:
                  replicas: %d
                  stack: process
                  envs:
                    CHAOS: %s
                    CHAOS_ROUND: "%d"
                  stackSpec:
                    %s
                  tireless:
                    restart: {initial: 100ms, max: 1s}
                    terminationGracePeriodSeconds: 2
                """.formatted(crew.name(), crew.replicas(), place.notes(), round, how);
        return new SourceView(crew.name() + ".yaml", place.root().toString(), text);
    }
}
