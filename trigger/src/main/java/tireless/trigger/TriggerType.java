package tireless.trigger;

import java.util.List;

/** One kind of thing that can be asked, as manifests name it: its keys, and how it is opened. It holds no state. */
public interface TriggerType {
    /** As in {@code type: redis}. */
    String name();

    /** All keys of its metadata and of its TriggerAuthentication. */
    List<TriggerKey> keys();

    /** What is wrong with single keys that their forms do not tell; also where another key is wrong or missing. Pure. */
    default List<TriggerProblem> flaws(Settings settings) {
        return List.of();
    }

    /** What is wrong though each key by itself is right. Pure; what is unsure is taken as right. */
    default List<TriggerProblem> contradictions(Settings settings) {
        return List.of();
    }

    /** Whether {@code useCachedMetrics} means something: what costs nothing to read is always read. */
    default boolean isCacheable() {
        return true;
    }

    /**
     * Makes what can be read. Nothing is asked over the network yet, and it holds nothing that others need.
     *
     * @param opening whose settings have no problem
     */
    Trigger open(Opening opening);
}
