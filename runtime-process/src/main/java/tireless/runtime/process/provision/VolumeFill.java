package tireless.runtime.process.provision;

/** How full a temporary volume is, where that matters. */
public sealed interface VolumeFill {
    /** For people: which volume, and what follows. */
    String what();

    /** Does what follows for the replica. */
    default void act(Runnable terminate, Runnable kill) {
        switch (this) {
            case Near _ -> {}
            case Over _ -> terminate.run();
            case StillOver _ -> kill.run();
        }
    }

    /** It is nearly full; told once. */
    record Near(String what) implements VolumeFill {}

    /** It holds more than it may, so that its replica is to end. */
    record Over(String what) implements VolumeFill {}

    /** It still does a look later: whoever was asked to end has not. */
    record StillOver(String what) implements VolumeFill {}
}
