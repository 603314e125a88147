package tireless.kubernetes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of what a list and a watch show. */
class NewsTest {
    private final List<String> told = new ArrayList<>();
    private final News<Pod> news = new News<>(
            pod -> told.add("seen " + name(pod)), pod -> told.add("gone " + name(pod)), () -> told.add("listed"));

    private static String name(Pod pod) {
        return pod.getMetadata().getUid() + "@" + pod.getMetadata().getResourceVersion();
    }

    private static Pod pod(String uid, int version) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pulse-0")
                .withUid(uid)
                .withResourceVersion(Integer.toString(version))
                .endMetadata()
                .build();
    }

    @Test
    void anotherOfTheSameNameIsNotTheSame() {
        news.onUpdate(pod("a", 5), pod("b", 9));
        assertThat(told).containsExactly("gone a@5", "seen b@9");
    }

    @Test
    void whatAListLacksIsGone() {
        news.onDelete(pod("a", 5), true);
        assertThat(told).isEmpty();
        news.onList("9", false);
        news.onList("12", false);
        assertThat(told).containsExactly("gone a@5", "listed", "listed");
    }

    @Test
    void whatIsNewerThanAListIsNotGone() {
        news.onDelete(pod("a", 10), true);
        news.onList("9", false);
        news.onAdd(pod("a", 10));
        assertThat(told).containsExactly("listed", "seen a@10");
    }

    @Test
    void whatIsOlderThanWhatWasSeenIsNoNews() {
        news.onUpdate(pod("a", 10), pod("a", 8));
        news.onUpdate(pod("b", 10), pod("a", 8));
        news.onUpdate(pod("a", 10), pod("a", 10));
        assertThat(told).containsExactly("seen a@10");
    }

    @Test
    void whatAWatchShowsAsGoneIsGone() {
        news.onDelete(pod("a", 12), false);
        assertThat(told).containsExactly("gone a@12");
    }
}
