package tireless.chaos.schedule;

import java.util.ArrayList;
import java.util.List;

/** All resources of a run. */
public record Population(List<Crew> crews) {
    /** One of each variant, and a second of the first. */
    public static final int LEAST = 5;

    private static final int MOST_OF_A_CREW = 6;

    public Population {
        crews = List.copyOf(crews);
    }

    /** @param workers how many replicas in all, at least {@link #LEAST} */
    public static Population of(int workers) {
        if (workers < LEAST) {
            throw new IllegalArgumentException(
                    "at least %d workers: two of the first kind, one of each other".formatted(LEAST));
        }
        List<Variant> variants = List.of(Variant.values());
        List<Crew> crews = new ArrayList<>();
        int left = workers;
        for (int number = 0; left > 0; number++) {
            Variant variant = variants.get(number % variants.size());
            int kindsToCome = Math.max(0, LEAST - number - 1);
            int share = Math.min(MOST_OF_A_CREW, Math.max(1, (left - kindsToCome) / 2));
            int replicas = Math.min(share, left - kindsToCome);
            crews.add(new Crew(variant.word() + (number < variants.size() ? "" : number), variant, replicas));
            left -= replicas;
        }
        return new Population(crews);
    }

    /** How many replicas its manifests ask for. */
    public int workers() {
        return crews.stream().mapToInt(Crew::replicas).sum();
    }
}
