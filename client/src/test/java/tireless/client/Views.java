package tireless.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.api.EventView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.model.Metadata;
import tireless.model.Power;

/** Records as a server would send them. */
final class Views {
    static final ResourceRef PULSE = new ResourceRef("worker", "public", "pulse");

    private Views() {}

    static ResourceView resource(String name) {
        return new ResourceView(
                new ResourceRef("worker", "public", name),
                "uid",
                new Metadata("v1beta", Optional.empty(), Optional.empty(), List.of(), "metis", "user"),
                new ResourceView.Accepted(1, Instant.EPOCH, 1),
                new ResourceView.Condition("active", "", "running:1"),
                new ResourceView.Scale(Power.ON, OptionalInt.empty(), 1),
                "process",
                List.of());
    }

    static EventView event(long sequence, String text) {
        return new EventView(sequence, Instant.EPOCH, PULSE, "uid", OptionalInt.of(0), "started", text);
    }
}
