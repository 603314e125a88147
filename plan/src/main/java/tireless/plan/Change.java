package tireless.plan;

import java.util.List;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Workload;

/** What applying does to one resource. */
public sealed interface Change {
    /** The state that it leads to; its version is the one that the plan was made from. */
    DesiredResource after();

    /** How many living replicas are stopped and started again because of it. */
    int restarts();

    default ResourceKey key() {
        return after().key();
    }

    /** It does not exist, or it is on its way out: it begins under a new uid. */
    record Create(DesiredResource after) implements Change {
        @Override
        public int restarts() {
            return 0;
        }
    }

    /**
     * Its specification changes. Where what runs is the same (a restart policy, say), a new revision is recorded and nothing
     * restarts.
     *
     * @param fields not empty
     */
    record Roll(DesiredResource before, DesiredResource after, List<FieldChange> fields) implements Change {
        public Roll {
            fields = List.copyOf(fields);
        }

        /** Replicas that the new count drops are stopped, not restarted; those it adds are started. */
        @Override
        public int restarts() {
            Workload next = after.revision().workload();
            return before.revision().workload().needsRollTo(next) ? Math.min(before.replicas(), after.replicas()) : 0;
        }
    }

    /** Only the manifest's number of replicas changes; a count set by hand ends. */
    record Scale(DesiredResource before, DesiredResource after) implements Change {
        @Override
        public int restarts() {
            return 0;
        }
    }

    /** The manifest reads differently and means the same: a comment, a description, a tag. It is recorded, nothing restarts. */
    record Reword(DesiredResource before, DesiredResource after) implements Change {
        @Override
        public int restarts() {
            return 0;
        }
    }

    record Unchanged(DesiredResource after) implements Change {
        @Override
        public int restarts() {
            return 0;
        }
    }

    /** It is stopped, then removed: {@code after} has {@link Power#REMOVED}. */
    record Delete(DesiredResource before, DesiredResource after) implements Change {
        @Override
        public int restarts() {
            return 0;
        }
    }
}
