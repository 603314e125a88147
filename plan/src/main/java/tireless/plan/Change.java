package tireless.plan;

import java.util.List;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Revision;
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
     * @param running how many replicas live now: fewer than are wanted where some wait for what they need, or back off
     */
    record Roll(DesiredResource before, DesiredResource after, List<FieldChange> fields, int running)
            implements Change {
        public Roll {
            fields = List.copyOf(fields);
        }

        /** The same while so many live. */
        Roll withRunning(int now) {
            return new Roll(before, after, fields, now);
        }

        /** How many stay wanted and live under the new revision as under the old one, if all ran. */
        int kept() {
            return Math.min(before.replicas(), after.replicas());
        }

        /** Replicas that the new count drops are stopped, not restarted; those it adds, and those that do not live, are started. */
        @Override
        public int restarts() {
            return before.revision().spec() instanceof Workload from
                            && after.revision().spec() instanceof Workload to
                            && from.needsRollTo(to)
                    ? Math.min(running, kept())
                    : 0;
        }
    }

    /** Only the manifest's number of replicas changes; a count set by hand ends. */
    record Scale(DesiredResource before, DesiredResource after) implements Change {
        @Override
        public int restarts() {
            return 0;
        }
    }

    /**
     * The manifest reads differently and asks for the same. It is recorded, nothing restarts.
     *
     * @param fields the metadata that changes; empty where only comments or the form do
     */
    record Reword(DesiredResource before, DesiredResource after, List<FieldChange> fields) implements Change {
        public Reword {
            fields = List.copyOf(fields);
        }

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

    /**
     * It is on its way out where nobody answers, and is forgotten without asking there.
     *
     * @param there the revision with which it is kept there
     */
    record Forget(DesiredResource before, Revision there) implements Change {
        @Override
        public DesiredResource after() {
            return before;
        }

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
