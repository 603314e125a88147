package tireless.control.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tireless.control.compute.Computes.PULSE;
import static tireless.control.compute.Computes.here;
import static tireless.control.compute.Computes.on;
import static tireless.control.compute.Computes.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tireless.engine.Desired;
import tireless.engine.Handover;
import tireless.engine.LogQuery;
import tireless.engine.LogSubscription;
import tireless.engine.PastRevisions;
import tireless.model.Happening;
import tireless.model.IngressPolicy;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.testing.engine.ScriptedEngine;

class EngineByComputeTest {
    private static final LogQuery ALL = LogQuery.last(Integer.MAX_VALUE);
    private static final ResourceKey ORDERS = ResourceKey.worker("public", "orders");

    private Computes computes = new Computes();

    @AfterEach
    void close() {
        computes.close();
    }

    /** A new process that remembers what the one before noted. */
    private void again() {
        computes.close();
        computes = new Computes(computes.notes);
    }

    private static Handover knowing(Revision... past) {
        return new Handover(past(past), List.of(), List.of());
    }

    private static PastRevisions past(Revision... past) {
        return (key, uid, number) -> Stream.of(past)
                .filter(one -> one.key().equals(key) && one.uid().equals(uid) && one.number() == number)
                .findFirst();
    }

    private ScriptedEngine onCluster(Revision revision) {
        computes.engine.accept(revision);
        return computes.cluster("prod");
    }

    @Test
    void whatIsForThisMachineOpensNoCluster() {
        computes.engine.accept(here(PULSE, 1));
        computes.engine.scale(PULSE, 2);

        assertThat(computes.local.calls())
                .containsExactly("accept worker public/pulse 1 ON 1", "scale worker public/pulse 2");
        assertThat(computes.tries()).isZero();
    }

    @Test
    void aClusterIsOpenedWithTheFirstThatNeedsIt() {
        ScriptedEngine cluster = onCluster(on("prod", PULSE, 1));
        computes.untilTold("prod", "adopt worker public/pulse 1 ON");
        computes.engine.accept(on("prod", ORDERS, 1));
        Computes.until(() -> cluster.calls().contains("accept worker public/orders 1 ON 1"));

        assertThat(computes.tries()).isOne();
        assertThat(computes.local.calls()).isEmpty();
        assertThat(computes.notes.arrivals).containsOnlyKeys(ORDERS, PULSE);
    }

    @Test
    void twoComputesOfOneNamespaceAreOnePlace() {
        ScriptedEngine cluster = onCluster(on("prod", PULSE, 1));
        Computes.until(() -> computes.engine.status(PULSE).isEmpty());

        computes.engine.accept(on("prod", PULSE, 2));

        assertThat(cluster.calls()).endsWith("accept worker public/pulse 2");
    }

    @Test
    void whatMovesGoesOnElsewhereWhenNothingOfItIsLeft() {
        computes.engine.accept(here(PULSE, 1));
        computes.engine.scale(PULSE, 3);
        computes.local.show(status(here(PULSE, 1)));
        computes.engine.accept(on("prod", PULSE, 2));

        assertThat(computes.local.calls()).endsWith("remove worker public/pulse");
        assertThat(computes.isOpened("prod")).isFalse();
        ResourceStatus moving = computes.engine.status(PULSE).orElseThrow();
        assertThat(moving.observed()).hasSize(3);
        assertThat(moving.revision()).isEqualTo(2);
        assertThat(computes.pending(PULSE))
                .isEqualTo("moves from this machine to compute `prod`, when nothing of it is left on this machine");

        computes.local.happen(here(PULSE, 1), new Happening.Stopping("removed", Duration.ofSeconds(5)));
        computes.local.lose(here(PULSE, 1));
        computes.cluster("prod");

        assertThat(computes.happenings())
                .contains(new Happening.Stopping("it moves", Duration.ofSeconds(5)))
                .contains(new Happening.Moved(2, "this machine", "compute `prod`"))
                .doesNotContain(new Happening.Removed());
        computes.untilTold("prod", "adopt worker public/pulse 2 ON");
        computes.engine.accept(on("prod", PULSE, 3));
        computes.engine.pause(PULSE);
        computes.cluster("prod").show(status(on("prod", PULSE, 3)));
        computes.engine.accept(here(PULSE, 4));
        computes.cluster("prod").lose(on("prod", PULSE, 3));
        Computes.until(() -> computes.local.calls().getLast().startsWith("accept"));

        assertThat(computes.local.calls()).endsWith("accept worker public/pulse 4 PAUSED 0");
        assertThat(computes.notes.arrivals).isEmpty();
    }

    @Test
    void theCountGoesAlong() {
        onCluster(on("prod", ORDERS, 1));
        Computes.until(() -> computes.engine.status(ORDERS).isEmpty());
        computes.engine.accept(here(PULSE, 1));
        computes.engine.scale(PULSE, 3);
        computes.engine.accept(on("prod", PULSE, 2));

        computes.local.lose(here(PULSE, 1));

        computes.untilTold("prod", "accept worker public/pulse 2 ON 3");
    }

    @Test
    void anotherNamespaceOfTheSameClusterIsAnotherPlace() {
        ScriptedEngine cluster = onCluster(on("prod", PULSE, 1));
        Computes.until(() -> computes.engine.status(PULSE).isEmpty());
        cluster.show(status(on("prod", PULSE, 1)));

        computes.engine.accept(on("prod", "team-", PULSE, 2));
        assertThat(cluster.calls()).endsWith("remove worker public/pulse");
        cluster.lose(on("prod", PULSE, 1));

        computes.untilTold("prod", "accept worker public/pulse 2 ON 1");
    }

    @Test
    void aClusterThatCanNotBeUsedHoldsUpNobodyElse() {
        computes.refuse("there is no context `prod`");
        computes.engine.accept(on("prod", PULSE, 1));
        computes.engine.accept(here(ORDERS, 1));
        Computes.until(() -> computes.pending(PULSE).contains("context"));

        assertThat(computes.pending(PULSE)).isEqualTo("compute `prod` can not be used: there is no context `prod`");
        assertThat(computes.local.calls()).containsExactly("accept worker public/orders 1 ON 1");
        assertThat(computes.notes.arrivals).isEmpty();

        computes.engine.scale(PULSE, 4);
        assertThat(computes.engine.status(PULSE).orElseThrow().observed()).hasSize(4);
        assertThat(computes.happenings()).contains(new Happening.Scaled(1, 4));
        computes.refuse("");
        computes.engine.retry(PULSE);
        computes.untilTold("prod", "adopt worker public/pulse 1 ON");
    }

    @Test
    void whatNeverReachedItsClusterIsGoneAtOnce() {
        computes.refuse("no");
        computes.engine.accept(on("prod", PULSE, 1));

        computes.engine.remove(PULSE);

        assertThat(computes.happenings()).endsWith(new Happening.Removed());
        assertThat(computes.engine.statuses()).isEmpty();
        int tries = computes.tries();
        computes.engine.accept(here(PULSE, 2));
        assertThat(computes.local.calls()).containsExactly("accept worker public/pulse 2 ON 1");
        assertThat(computes.tries()).isLessThanOrEqualTo(tries + 1);
    }

    @Test
    void whatNeverReachedItsClusterMovesAtOnce() {
        computes.refuse("no");
        computes.engine.accept(on("prod", PULSE, 1));
        computes.engine.scale(PULSE, 2);

        computes.engine.accept(here(PULSE, 2));

        assertThat(computes.local.calls()).containsExactly("accept worker public/pulse 2 ON 2");
        assertThat(computes.happenings()).contains(new Happening.Moved(2, "compute `prod`", "this machine"));
    }

    @Test
    void adoptionFindsWhatShallBeOnAClusterAndRunsHere() {
        computes.local.show(status(here(PULSE, 1)));

        computes.adopt(
                knowing(here(PULSE, 1)),
                Desired.of(here(ORDERS, 1)),
                new Desired(on("prod", PULSE, 2), Power.ON, OptionalInt.of(2)));
        assertThat(computes.local.calls()).containsExactly("adopt worker public/orders 1 ON");
        assertThat(computes.isOpened("prod")).isFalse();

        computes.local.lose(here(PULSE, 1));
        computes.untilTold("prod", "adopt worker public/pulse 2 ON");
    }

    @Test
    void adoptionFindsWhatShallBeHereAndMayBeOnACluster() {
        onCluster(on("prod", PULSE, 1));
        again();

        computes.adopt(knowing(on("prod", PULSE, 1)), Desired.of(here(PULSE, 2)));
        assertThat(computes.local.calls()).isEmpty();
        computes.untilTold("prod", "adopt worker public/pulse 1 REMOVED");
        assertThat(computes.pending(PULSE)).contains("moves from compute `prod` to this machine");

        computes.cluster("prod").lose(on("prod", PULSE, 1));
        Computes.until(() -> !computes.local.calls().isEmpty());
        assertThat(computes.local.calls()).containsExactly("accept worker public/pulse 2 ON 1");
        assertThat(computes.notes.arrivals).isEmpty();
    }

    @Test
    void whatMayBeOnAClusterThatCanNotBeUsedIsStartedNowhereElse() {
        onCluster(on("prod", PULSE, 1));
        again();
        computes.refuse("it is away");

        computes.adopt(knowing(on("prod", PULSE, 1)), Desired.of(here(PULSE, 2)), Desired.of(here(ORDERS, 1)));
        Computes.until(() -> computes.pending(PULSE).contains("it is away"));
        assertThat(computes.local.calls()).containsExactly("adopt worker public/orders 1 ON");

        computes.refuse("");
        computes.untilTold("prod", "adopt worker public/pulse 1 REMOVED");
    }

    @Test
    void adoptionFindsWhatNobodyDesiresAnyMore() {
        onCluster(on("prod", PULSE, 1));
        again();

        computes.adopt(knowing(on("prod", PULSE, 1)));
        computes.untilTold("prod", "adopt worker public/pulse 1 REMOVED");
        computes.cluster("prod").lose(on("prod", PULSE, 1));

        Computes.until(computes.notes.arrivals::isEmpty);
        Computes.until(() -> computes.engine.statuses().isEmpty());
    }

    @Test
    void aNewServerWithoutClustersOpensNone() {
        computes.adopt(Handover.NONE, Desired.of(here(PULSE, 1)));

        assertThat(computes.tries()).isZero();
        assertThat(computes.local.calls()).containsExactly("adopt worker public/pulse 1 ON");
    }

    @Test
    void aRollOutThatCameFromElsewhereIsNone() {
        RolloutRecord moved = new RolloutRecord(PULSE, new Uid("uid-1"), 1, 2, "");
        RolloutRecord stayed = new RolloutRecord(ORDERS, new Uid("uid-1"), 1, 2, "");
        PastRevisions past = past(here(PULSE, 1), on("prod", ORDERS, 1));

        computes.adopt(
                new Handover(past, List.of(), List.of(moved, stayed)),
                Desired.of(on("prod", PULSE, 2)),
                Desired.of(on("prod", ORDERS, 2)));

        computes.untilTold("prod", "go on rolling worker public/orders 1 2 ");
        assertThat(computes.cluster("prod").calls())
                .noneMatch(call -> call.startsWith("go on rolling worker public/pulse"));
    }

    @Test
    void whatIsRemovedWhileItMovesGoesNowhere() {
        computes.engine.accept(here(PULSE, 1));
        computes.local.show(status(here(PULSE, 1)));
        computes.engine.accept(on("prod", PULSE, 2));

        computes.engine.remove(PULSE);
        assertThat(computes.engine.status(PULSE).orElseThrow().power()).isEqualTo(Power.REMOVED);
        computes.local.lose(here(PULSE, 1));

        Computes.until(() -> computes.happenings().contains(new Happening.Removed()));
        assertThat(computes.engine.status(PULSE)).isEmpty();
        assertThat(computes.isOpened("prod")).isFalse();
    }

    @Test
    void whatComesBackWhileItLeavesIsMadeAnew() {
        computes.engine.accept(here(PULSE, 1));
        computes.local.show(status(here(PULSE, 1)));
        computes.engine.accept(on("prod", PULSE, 2));
        computes.engine.accept(here(PULSE, 3));
        assertThat(computes.pending(PULSE)).startsWith("is made anew on this machine");

        computes.local.lose(here(PULSE, 1));

        Computes.until(() -> computes.local.calls().getLast().equals("accept worker public/pulse 3 ON 1"));
        assertThat(computes.isOpened("prod")).isFalse();
    }

    @Test
    void anotherOfTheSameNameWaitsUntilTheOneBeforeIsGone() {
        computes.engine.accept(here(PULSE, 1));
        computes.local.show(status(here(PULSE, 1)));
        computes.engine.remove(PULSE);

        computes.engine.accept(on(new Uid("uid-2"), "prod", "", PULSE, 1));
        assertThat(computes.isOpened("prod")).isFalse();
        assertThat(computes.engine.status(PULSE).orElseThrow().power()).isEqualTo(Power.ON);
        computes.local.lose(here(PULSE, 1));

        computes.untilTold("prod", "adopt worker public/pulse 1 ON");
    }

    @Test
    void whatIsAskedForWhileAnEngineAdoptsIsNotLost() {
        onCluster(on("prod", ORDERS, 1));
        again();
        computes.refuse("not yet");
        computes.adopt(knowing(on("prod", ORDERS, 1)), Desired.of(on("prod", ORDERS, 1)));

        computes.engine.restart(ORDERS);
        computes.engine.pause(ORDERS);
        computes.refuse("");

        computes.untilTold("prod", "adopt worker public/orders 1 PAUSED");
        computes.untilTold("prod", "restart worker public/orders");
    }

    @Test
    void statusesOfAllComputesAreOrderedByKey() {
        ScriptedEngine cluster = onCluster(on("prod", ORDERS, 1));
        Computes.until(() -> computes.engine.status(ORDERS).isEmpty());
        ResourceKey alpha = ResourceKey.worker("public", "alpha");
        computes.engine.accept(here(PULSE, 1));
        computes.engine.accept(here(alpha, 1));
        computes.local.show(status(here(PULSE, 1)));
        computes.local.show(status(here(alpha, 1)));
        cluster.show(status(on("prod", ORDERS, 1)));

        assertThat(computes.engine.statuses()).extracting(ResourceStatus::key).containsExactly(alpha, ORDERS, PULSE);
    }

    @Test
    void policiesReachAClusterThatIsOpenedLater() {
        computes.engine.ingress("public", IngressPolicy.STOP);

        assertThat(onCluster(on("prod", PULSE, 1)).calls().getFirst()).isEqualTo("ingress public stop");
    }

    @Test
    void logsAreFollowedOverAMove() {
        List<String> lines = new CopyOnWriteArrayList<>();
        LogSubscription logs = computes.engine.logs(PULSE, LogQuery.following(0), line -> lines.add(line.text()));
        computes.engine.accept(here(PULSE, 1));
        computes.local.write(PULSE, "here");

        computes.engine.accept(on("prod", PULSE, 2));
        computes.local.write(PULSE, "last words");
        computes.local.lose(here(PULSE, 1));
        computes.untilTold("prod", "adopt worker public/pulse 2 ON");
        Computes.until(() -> {
            computes.cluster("prod").write(PULSE, "there");
            return lines.contains("there");
        });

        assertThat(lines).startsWith("here", "last words", "there");
        logs.close();
        int before = lines.size();
        computes.cluster("prod").write(PULSE, "nobody listens");
        assertThat(lines).hasSize(before);
    }

    @Test
    void whoAsksForOutputWaitsForTheFirstLook() {
        CompletableFuture<Void> look = computes.hold();
        computes.adopt(Handover.NONE, Desired.of(on("prod", PULSE, 1)));
        List<String> lines = new CopyOnWriteArrayList<>();
        CompletableFuture<LogSubscription> asked =
                CompletableFuture.supplyAsync(() -> computes.engine.logs(PULSE, ALL, line -> lines.add(line.text())));
        Computes.until(() -> computes.tries() == 1);
        assertThat(asked).isNotDone();

        look.complete(null);
        asked.join();

        computes.cluster("prod").write(PULSE, "there");
        assertThat(lines).containsExactly("there");
        computes.cluster("prod").lose("it does not answer");
        assertThatThrownBy(() -> computes.engine.logs(PULSE, ALL, line -> lines.add(line.text())))
                .hasMessage("it does not answer; its output can be read when that works");
    }

    @Test
    void whyNoOutputCanBeReadIsSaid() {
        computes.refuse("no such context");
        computes.adopt(Handover.NONE, Desired.of(on("prod", PULSE, 1)));

        assertThatThrownBy(() -> computes.engine.logs(PULSE, ALL, line -> {}))
                .hasMessage("compute `prod` can not be used: no such context; its output can be read when it works");
    }

    @Test
    void whatSeveralEnginesTellIsOneStreamOnOneThread() throws InterruptedException {
        ScriptedEngine cluster = onCluster(on("prod", ORDERS, 1));
        Computes.until(() -> computes.engine.status(ORDERS).isEmpty());
        computes.engine.accept(here(PULSE, 1));
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var _ = computes.engine.observe(_ -> threads.add(Thread.currentThread()));
        int each = 2_000;
        List<Thread> tellers = new ArrayList<>();
        tellers.add(Thread.ofVirtual().start(() -> count(computes.local, here(PULSE, 1), each)));
        tellers.add(Thread.ofVirtual().start(() -> count(cluster, on("prod", ORDERS, 1), each)));
        for (Thread teller : tellers) {
            teller.join();
        }
        Computes.until(
                () -> warnings("pulse").size() == each && warnings("orders").size() == each);

        assertThat(threads).hasSize(1);
        List<String> inOrder =
                Stream.iterate(0, n -> n + 1).limit(each).map(String::valueOf).toList();
        assertThat(warnings("pulse")).isEqualTo(inOrder);
        assertThat(warnings("orders")).isEqualTo(inOrder);
    }

    private static void count(ScriptedEngine engine, Revision revision, int each) {
        for (int number = 0; number < each; number++) {
            engine.happen(revision, new Happening.Warned(revision.key().name() + " " + number));
        }
    }

    private List<String> warnings(String name) {
        return computes.happenings().stream()
                .filter(happening -> happening instanceof Happening.Warned(String what) && what.startsWith(name + " "))
                .map(happening -> ((Happening.Warned) happening).what().substring(name.length() + 1))
                .toList();
    }

    @Test
    void whatAnObserverIsToldIsToldBeforeACommandReturns() {
        computes.refuse("no");
        computes.engine.accept(on("prod", PULSE, 1));

        assertThat(computes.happenings()).contains(new Happening.Accepted(1, 1));
    }

    @Test
    void aCommandForWhatThereIsNotIsRefused() {
        computes.local.die();

        assertThatThrownBy(() -> computes.engine.pause(PULSE)).isInstanceOf(TirelessException.class);
    }
}
