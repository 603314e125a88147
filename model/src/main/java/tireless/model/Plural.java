package tireless.model;

/** Numbers with their nouns, as people say them: {@code 1 replica}, {@code 2 replicas}, {@code 1 process}, {@code 2 processes}. */
public final class Plural {
    private Plural() {}

    /** @param noun of one, as {@code replica} or {@code early end} */
    public static String of(long count, String noun) {
        return count + " " + noun(count, noun);
    }

    /** With the verb: {@code 1 line is}, {@code 2 lines are}. */
    public static String are(long count, String noun) {
        return of(count, noun) + (count == 1 ? " is" : " are");
    }

    /** The noun alone. */
    public static String noun(long count, String noun) {
        if (count == 1) {
            return noun;
        }
        return noun + (noun.endsWith("s") ? "es" : "s");
    }
}
