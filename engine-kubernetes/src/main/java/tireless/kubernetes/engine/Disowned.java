package tireless.kubernetes.engine;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.apply.Trees;
import tireless.model.Leftovers;
import tireless.model.Uid;
import tools.jackson.databind.JsonNode;

/** The uids of which nothing is this engine's any more, though it may be here. Owned by the engine's thread. */
final class Disowned {
    private final Set<String> uids = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    void add(String uid) {
        uids.add(uid);
    }

    void addAll(Collection<String> more) {
        uids.addAll(more);
    }

    Set<String> without(Set<String> all) {
        Set<String> left = new HashSet<>(all);
        left.removeAll(uids);
        return left;
    }

    /** What has come into sight of them among these objects, for people, by uid: each is told once. */
    Map<String, String> news(Map<ObjectRef, ? extends JsonNode> seen) {
        Map<String, String> news = new TreeMap<>();
        seen.forEach((ref, tree) -> {
            String uid = LabelReader.uid(tree);
            if (uids.contains(uid) && !Trees.isGoing(tree) && told.add(uid)) {
                news.put(
                        uid,
                        "what was left behind is still there, and nobody's: it may run beside what was made since (%s)"
                                .formatted(Leftovers.deletion(ref.namespace(), new Uid(uid))));
            }
        });
        return news;
    }
}
