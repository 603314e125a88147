package tireless.chaos.schedule;

/**
 * A resource of the suite.
 *
 * @param replicas as its manifest has them
 */
public record Crew(String name, Variant variant, int replicas) {
    public Crew {
        if (replicas < 1) {
            throw new IllegalArgumentException("a crew has at least one: " + name);
        }
    }
}
