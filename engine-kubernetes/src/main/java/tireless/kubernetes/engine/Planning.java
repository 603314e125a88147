package tireless.kubernetes.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tireless.kubernetes.apply.ApiServer;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.apply.Refusal;
import tireless.kubernetes.apply.Stamp;
import tireless.kubernetes.apply.Trees;
import tireless.kubernetes.apply.Wanted;
import tireless.kubernetes.objects.Flaw;
import tireless.kubernetes.objects.Origin;
import tireless.kubernetes.objects.Supplies;
import tireless.kubernetes.objects.Translated;
import tireless.kubernetes.objects.Translation;
import tireless.model.Power;
import tireless.model.Revision;
import tireless.model.TirelessException;
import tools.jackson.databind.node.ObjectNode;

/** Makes of a revision what is wanted in the cluster, with its marks. */
record Planning(Function<Revision, Supplies> supplies, ApiServer server) {
    /** What a resource shall be now; the same as before where nothing of it changed. Its memory learns of a new run. */
    Resource.Plan plan(Resource resource, Revision revision) {
        Resource.Ask ask = new Resource.Ask(revision, resource.count(), resource.power, resource.restart);
        // What was refused is asked for again: what it lacked may be there by now.
        return resource.plan
                .filter(plan -> plan.ask().equals(ask) && plan.refused().isEmpty())
                .orElseGet(() -> make(resource, ask));
    }

    private Resource.Plan make(Resource resource, Resource.Ask ask) {
        Translated translated;
        try {
            translated = translated(ask.revision(), ask.count(), ask.power());
        } catch (TirelessException missing) {
            return new Resource.Plan(
                    ask, List.of(), "", Optional.empty(), Optional.of(missing(ask.revision(), missing)));
        }
        return switch (translated) {
            case Translated.Refused(List<Flaw> flaws) ->
                new Resource.Plan(ask, List.of(), "", Optional.empty(), Optional.of(refusal(ask.revision(), flaws)));
            case Translated.Objects objects -> make(resource, ask, objects);
        };
    }

    private Resource.Plan make(Resource resource, Resource.Ask ask, Translated.Objects objects) {
        String run = objects.content();
        if (!run.isEmpty() && !resource.memory.runs().containsKey(run)) {
            resource.memory = resource.memory.withRun(run, ask.revision().number());
        }
        int since = resource.memory.runs().getOrDefault(run, ask.revision().number());
        List<Wanted> wanted = new ArrayList<>();
        for (HasMetadata object : objects.objects()) {
            ObjectNode tree = server.tree(object);
            wanted.add(Stamp.content(
                    Kinds.hasPods(Trees.ref(tree)) ? Stamp.ofPods(tree, since, ask.restart()) : Stamp.ofOthers(tree)));
        }
        return new Resource.Plan(
                ask, wanted, run, Optional.of(Stamp.content(server.tree(objects.namespace()))), Optional.empty());
    }

    private Translated translated(Revision revision, int count, Power power) {
        return Translation.of(new tireless.kubernetes.objects.Wanted(
                revision.key(),
                Origin.of(revision.uid(), revision.number()),
                revision.workload(),
                count,
                power,
                supplies.apply(revision)));
    }

    private static Refusal missing(Revision revision, TirelessException missing) {
        return new Refusal(
                Refusal.Cause.INVALID,
                "make objects of " + revision.key(),
                String.valueOf(missing.getMessage()),
                "it goes on when that is there");
    }

    private static Refusal refusal(Revision revision, List<Flaw> flaws) {
        return new Refusal(
                Refusal.Cause.INVALID,
                "make objects of " + revision.key(),
                flaws.stream().map(Flaw::what).collect(Collectors.joining(", ")),
                flaws.stream().map(Flaw::remedy).collect(Collectors.joining("; ")));
    }

    /** What the pods of a revision run, as a short name; empty where it has none. */
    String run(Revision revision) {
        try {
            return translated(revision, 1, Power.ON) instanceof Translated.Objects objects ? objects.content() : "";
        } catch (TirelessException missing) {
            return "";
        }
    }

    /** Whether nothing is written of it: what differs is only shown. */
    static boolean isShownOnly(Revision revision) {
        return revision.workload()
                .cluster()
                .filter(cluster -> cluster.compute().observeOnly())
                .isPresent();
    }
}
