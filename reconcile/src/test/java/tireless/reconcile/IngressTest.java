package tireless.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tireless.engine.Desired;
import tireless.engine.Observation;
import tireless.model.AttemptId;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.IngressPolicy;
import tireless.model.Network;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ProbeKind;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.RunSpec;
import tireless.model.Signal;
import tireless.model.SlotId;
import tireless.reconcile.act.Effects;
import tireless.reconcile.decide.Assignment;
import tireless.reconcile.decide.ReplicaState;
import tireless.runtime.AttemptRecord;
import tireless.runtime.Notice;
import tireless.runtime.ProbeRequest;
import tireless.runtime.Recovered;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;

/** What becomes of a worker that listens where others can reach it. */
class IngressTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");
    private static final SlotId SLOT = new SlotId(KEY, 0);
    private static final List<String> OPEN = List.of("0.0.0.0:8080");

    private final ManualTime time = new ManualTime();
    private final List<Happening> happenings = new ArrayList<>();
    private final List<String> effects = new ArrayList<>();
    private final Reconciler reconciler = new Reconciler(time, new SplittableRandom(1), new Noted(), this::note);
    private @Nullable ResourceStatus status;

    /** Starts go well at once; what is asked to end does so when the test says. */
    private final class Noted implements Effects {
        @Override
        public void start(StartRequest request) {
            effects.add("start " + request.attempt().number());
        }

        @Override
        public void probe(ProbeKind kind, ProbeRequest request) {}

        @Override
        public void settle(AttemptId attempt) {
            effects.add("settle " + attempt.number());
        }

        @Override
        public void remember(AttemptId attempt, SettledEnd end) {}

        @Override
        public void noteWatchdog(AttemptId attempt, Duration interval) {}

        @Override
        public void terminate(AttemptId attempt) {
            effects.add("terminate " + attempt.number());
        }

        @Override
        public void hold(AttemptId attempt, List<String> endpoints) {
            effects.add("hold " + attempt.number() + " for " + endpoints);
        }

        @Override
        public void kill(AttemptId attempt) {
            effects.add("kill " + attempt.number());
        }

        @Override
        public void remove(SlotId slot) {
            effects.add("remove");
        }
    }

    private void note(Observation observation) {
        switch (observation) {
            case Observation.Happened(var event) -> happenings.add(event.happening());
            case Observation.Changed(var changed) -> status = changed;
        }
    }

    private void handle(Message message) {
        reconciler.handle(message);
        reconciler.step();
    }

    private static AttemptId attempt(int number) {
        return new AttemptId(SLOT, number);
    }

    private static Revision revision(int number, Network network) {
        RunSpec plain = Workloads.run("true", Integer.toString(number));
        RunSpec run = new RunSpec(
                plain.command(), plain.workingDirectory(), plain.environment(), plain.limits(), plain.stop(), network);
        return Workloads.revision(KEY, "u1", number, Workloads.worker(1, run));
    }

    private void started(int number) {
        handle(new Message.StartFinished(attempt(number), new StartResult.Started(number, List.of())));
    }

    private void runs(Network network) {
        handle(new Message.Accept(revision(1, network)));
        started(1);
        effects.clear();
    }

    private void listens(int number, List<String> endpoints) {
        handle(new Message.Noticed(attempt(number), new Notice.Listens(endpoints)));
    }

    private void ends(int number) {
        handle(new Message.Ended(attempt(number)));
        handle(new Message.SettleFinished(attempt(number), new Verdict.Dead(new Exit.Killed(Signal.TERM), 0)));
    }

    private void policy(IngressPolicy policy) {
        handle(new Message.SetIngress("public", policy));
    }

    private Phase phase() {
        return Objects.requireNonNull(status).observed().getFirst().phase();
    }

    private void stoppedForIt() {
        policy(IngressPolicy.STOP);
        runs(Network.HOST);
        listens(1, OPEN);
        ends(1);
        effects.clear();
    }

    @Test
    void itIsToldAndShownUntilItStops() {
        runs(Network.HOST);
        listens(1, OPEN);

        assertThat(happenings).last().isEqualTo(new Happening.IngressViolation(1, OPEN));
        assertThat(((Phase.Running) phase()).listensAt()).isEqualTo(OPEN);
        assertThat(Objects.requireNonNull(status).listening()).isOne();
        assertThat(effects).isEmpty();

        listens(1, List.of());
        assertThat(happenings).last().isEqualTo(new Happening.IngressViolation(1, List.of()));
        assertThat(((Phase.Running) phase()).listensAt()).isEmpty();
    }

    @Test
    void theSameIsToldOnce() {
        runs(Network.HOST);
        listens(1, OPEN);
        listens(1, OPEN);
        assertThat(happenings)
                .filteredOn(Happening.IngressViolation.class::isInstance)
                .hasSize(1);
    }

    @Test
    void whatIsHeardBeforeTheStartIsKnownIsNotLost() {
        handle(new Message.Accept(revision(1, Network.HOST)));
        listens(1, OPEN);
        started(1);
        assertThat(((Phase.Running) phase()).listensAt()).isEqualTo(OPEN);
    }

    @Test
    void theNextAttemptBeginsWithoutAFault() {
        runs(Network.HOST);
        listens(1, OPEN);
        ends(1);
        started(2);
        assertThat(((Phase.Running) phase()).listensAt()).isEmpty();
        listens(1, OPEN);
        assertThat(((Phase.Running) phase()).listensAt())
                .as("news of an older attempt")
                .isEmpty();
    }

    @Test
    void thePolicyStopsItAndHoldsTheSlot() {
        policy(IngressPolicy.STOP);
        runs(Network.HOST);
        listens(1, OPEN);

        assertThat(effects).containsExactly("hold 1 for [0.0.0.0:8080]");
        assertThat(happenings).last().isInstanceOf(Happening.Stopping.class);
        // What it does on its way out changes nothing.
        listens(1, List.of());
        ends(1);
        time.advance(Duration.ofDays(1));
        reconciler.step();

        assertThat(effects).doesNotContain("start 2");
        assertThat(phase()).isInstanceOf(Phase.Held.class);
        assertThat(((Phase.Held) phase()).why())
                .contains("ingress-violation", "0.0.0.0:8080", "workspace public", "tireless restart pulse");
        assertThat(Objects.requireNonNull(status).observed().getFirst().restarts())
                .isZero();
    }

    @Test
    void aPolicyThatBecomesStricterActsAtOnce() {
        runs(Network.HOST);
        listens(1, OPEN);
        assertThat(effects).isEmpty();
        policy(IngressPolicy.STOP);
        assertThat(effects).containsExactly("hold 1 for [0.0.0.0:8080]");
    }

    @Test
    void thePolicyOfAnotherWorkspaceIsNotOurs() {
        runs(Network.HOST);
        handle(new Message.SetIngress("other", IngressPolicy.STOP));
        listens(1, OPEN);
        assertThat(effects).isEmpty();
    }

    @Test
    void aRestartByHandStartsWhatIsHeld() {
        stoppedForIt();
        handle(new Message.Restart(KEY));
        assertThat(effects).containsExactly("start 2");
    }

    @Test
    void aNewRevisionStartsWhatIsHeld() {
        stoppedForIt();
        handle(new Message.Accept(revision(2, Network.HOST)));
        assertThat(effects).containsExactly("start 2");
    }

    @Test
    void aPolicyThatBecomesMilderStartsWhatIsHeld() {
        stoppedForIt();
        policy(IngressPolicy.WARN);
        assertThat(effects).containsExactly("start 2");
    }

    @Test
    void stopAndResumeStartWhatIsHeld() {
        stoppedForIt();
        handle(new Message.SetPower(KEY, Power.STOPPED));
        assertThat(effects).isEmpty();
        handle(new Message.SetPower(KEY, Power.ON));
        assertThat(effects).containsExactly("start 2");
    }

    @Test
    void aChangeThatReplacesNothingStartsNothing() {
        stoppedForIt();
        Revision before = revision(1, Network.HOST);
        Revision renamed = Workloads.revision(KEY, "u1", 2, before.workload());
        handle(new Message.Accept(renamed));
        assertThat(effects).isEmpty();
        assertThat(phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void outboundStopsItWhateverThePolicyOfItsWorkspace() {
        runs(Network.OUTBOUND);
        listens(1, OPEN);
        assertThat(effects).containsExactly("hold 1 for [0.0.0.0:8080]");
        ends(1);
        assertThat(((Phase.Held) phase()).why()).contains("`network: outbound`");
        policy(IngressPolicy.WARN);
        assertThat(effects).doesNotContain("start 2");
    }

    private void adopt(IngressPolicy policy, int revision, Verdict verdict) {
        adopt(policy, revision, verdict, OptionalInt.empty());
    }

    private void adopt(IngressPolicy policy, int revision, Verdict verdict, OptionalInt scaledTo) {
        policy(policy);
        Revision ran = revision(revision, Network.HOST);
        AttemptRecord record =
                Notes.of(ReplicaState.vacant(SLOT, new Assignment(Optional.of(ran), 0, Duration.ZERO)), ran);
        handle(new Message.Adopt(
                List.of(new Desired(revision(1, Network.HOST), Power.ON, scaledTo)),
                List.of(new Recovered(
                        attempt(1),
                        Optional.of(record),
                        true,
                        Duration.ZERO,
                        verdict,
                        Optional.empty(),
                        Optional.empty(),
                        new Recovered.Noted(List.of(), List.of(), OPEN, Optional.empty()))),
                Set.of(),
                List.of(),
                List.of()));
    }

    @Test
    void whatWasHeldIsHeldByTheNextServer() {
        adopt(IngressPolicy.STOP, 1, new Verdict.Dead(new Exit.Killed(Signal.TERM), 0));
        assertThat(effects).isEmpty();
        assertThat(((Phase.Held) phase()).why()).contains("0.0.0.0:8080");
        handle(new Message.Restart(KEY));
        assertThat(effects).containsExactly("start 2");
    }

    @Test
    void theNextServerStartsWhatIsNotForbiddenAnyMore() {
        adopt(IngressPolicy.WARN, 1, new Verdict.Dead(new Exit.Killed(Signal.TERM), 0));
        assertThat(effects).containsExactly("start 2");
    }

    @Test
    void theNextServerStartsAnotherRevision() {
        adopt(IngressPolicy.STOP, 7, new Verdict.Dead(new Exit.Killed(Signal.TERM), 0));
        assertThat(effects).containsExactly("start 2");
    }

    /** The server was killed after it had noted this down, and maybe before it could ask it to end. */
    @Test
    void whatWasToBeHeldAndLivesIsAskedToEndOnceMore() {
        adopt(IngressPolicy.STOP, 1, new Verdict.Alive(42));
        assertThat(effects).containsExactly("hold 1 for [0.0.0.0:8080]");
    }

    @Test
    void whatWasToBeHeldAndLivesGoesOnWhereThatIsNotForbiddenAnyMore() {
        adopt(IngressPolicy.WARN, 1, new Verdict.Alive(42));
        assertThat(effects).isEmpty();
    }

    /** It ends as it was asked to by the server before: that is no end by itself, after which it would be started again. */
    @Test
    void whatWasToBeHeldAndEndsWhileTheNextServerBeginsIsHeld() {
        adopt(IngressPolicy.STOP, 1, new Verdict.Undecided("its keeper is stopped"));
        ends(1);
        assertThat(effects).containsExactly("settle 1");
        assertThat(phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void whatWasToBeHeldAndIsScaledInMeanwhileIsStillHeldWhenItIsWantedAgain() {
        adopt(IngressPolicy.STOP, 1, new Verdict.Alive(42), OptionalInt.of(0));
        ends(1);
        handle(new Message.Scale(KEY, 1, ""));
        assertThat(effects).doesNotContain("start 2");
        assertThat(phase()).isInstanceOf(Phase.Held.class);
    }
}
