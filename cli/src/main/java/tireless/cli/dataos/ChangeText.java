package tireless.cli.dataos;

import java.util.ArrayList;
import java.util.List;
import tireless.api.ChangeView;
import tireless.api.PlanReply;
import tireless.model.Problem;

/** What {@code apply}, {@code create}, {@code update} and {@code delete} say. */
public final class ChangeText {
    private ChangeText() {}

    /**
     * Before the manifests are sent.
     *
     * @param verb {@code apply}, {@code create} or {@code update}
     */
    public static Step applying(String verb) {
        return new Step("🛠 " + verb, "applying resources");
    }

    /** Once the server has answered. */
    public static List<Said> applied(String verb, PlanReply reply) {
        List<Said> said = new ArrayList<>();
        reply.changes().forEach(change -> said.addAll(applied(change, reply.applied())));
        reply.problems().stream().map(ChangeText::problem).forEach(said::add);
        if (reply.problems().stream().anyMatch(Problem::isError) || (!reply.applied() && isChange(reply))) {
            said.add(Said.Message.warning("🛠 " + verb + "...error"));
            said.add(Said.Message.error("failure applying resources"));
        } else {
            said.add(Said.Message.info("🛠 " + verb + (reply.changes().isEmpty() ? "...nothing" : "...complete")));
        }
        return said;
    }

    private static boolean isChange(PlanReply reply) {
        return !reply.changes().isEmpty();
    }

    private static List<Said> applied(ChangeView change, boolean done) {
        String subject = Wording.subject(change.resource(), change.version());
        String line = "🔧 applying" + subject + "...";
        if (!done) {
            return List.of(Said.Message.info(line), Said.Message.warning(line + "error"));
        }
        return switch (change.action()) {
            case CREATE -> List.of(Said.Message.info(line), Said.Message.info(line + "created"));
            case ROLL, SCALE, REWORD -> List.of(Said.Message.info(line), Said.Message.info(line + "updated"));
            case UNCHANGED -> List.of(Said.Message.info(line), Said.Message.info(line + "unchanged"));
            case DELETE, FORGET -> deleted(change);
        };
    }

    /** Before the server is asked to delete. */
    public static Step deleting() {
        return new Step("🗑 delete", "deleting resources");
    }

    /** Once it has. */
    public static List<Said> deleted(List<ChangeView> changes) {
        List<Said> said = new ArrayList<>();
        changes.forEach(change -> said.addAll(deleted(change)));
        said.add(Said.Message.info("🗑 delete" + (changes.isEmpty() ? "...nothing" : "...complete")));
        return said;
    }

    private static List<Said> deleted(ChangeView change) {
        String line = "🗑 deleting" + Wording.subject(change.resource(), change.version()) + "...";
        return List.of(Said.Message.info(line), Said.Message.info(line + "deleted"));
    }

    private static Said problem(Problem problem) {
        String text = "%s:%d:%d: %s%s"
                .formatted(
                        problem.location().source(),
                        problem.location().line(),
                        problem.location().column(),
                        problem.message(),
                        problem.hint().map(hint -> "; " + hint).orElse(""));
        return problem.isError()
                ? Said.Message.warning("⚠️ Invalid Parameter - failure validating resource : " + text)
                : Said.Message.warning("⚠️ " + text);
    }
}
