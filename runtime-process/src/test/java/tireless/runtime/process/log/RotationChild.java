package tireless.runtime.process.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.ResourceKey;
import tireless.model.SlotId;

/** A process that rotates and gathers one slot's output, and is killed right after a step of that. */
final class RotationChild {
    static final SlotId SLOT = new SlotId(ResourceKey.worker("public", "pulse"), 0);
    static final LogLimits LIMITS = new LogLimits(LogLimits.SMALLEST_ROTATION, 1L << 40, Duration.ofDays(1));
    private static final int KILLED = 137;

    private RotationChild() {}

    public static void main(String[] arguments) throws IOException {
        RotationStep last = RotationStep.valueOf(arguments[1]);
        int[] left = {Integer.parseInt(arguments[2])};
        work(open(Path.of(arguments[0])), Path.of(arguments[3]), step -> {
            if (step == last && --left[0] == 0) {
                Runtime.getRuntime().halt(KILLED);
            }
        });
    }

    static SlotOutput open(Path folder) {
        return new SlotOutput(SLOT, folder, new BootId("this-boot"), RotationChild::cut);
    }

    private static void cut(AttemptId attempt, long lost) {
        throw new AssertionError("%s was not cut, but %d bytes are said to be lost".formatted(attempt, lost));
    }

    /** All that there is to do: the order is that of a slot whose third attempt has just begun. */
    static void work(SlotOutput output, Path libraries, Consumer<RotationStep> steps) throws IOException {
        SlotRotation rotation = new SlotRotation(output, LIMITS, new ZstdLibrary(libraries), steps);
        for (AttemptOutput file : List.copyOf(output.outputs().values())) {
            rotation.freeStored(file);
            if (file.attempt().number() != 2) {
                rotation.rotate(file, 0);
            }
        }
        rotation.gather(1);
    }
}
