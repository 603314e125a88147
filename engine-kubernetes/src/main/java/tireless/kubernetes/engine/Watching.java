package tireless.kubernetes.engine;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.apply.Refusal;
import tireless.kubernetes.apply.Refusals;
import tireless.kubernetes.apply.Step;
import tireless.kubernetes.apply.Trees;
import tireless.kubernetes.sight.Box;
import tireless.kubernetes.sight.PodReader;
import tireless.kubernetes.sight.PodView;
import tireless.kubernetes.sight.Story;
import tireless.kubernetes.watch.Sighting;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.ResourceKey;

/** Takes in what watches show, and tells what happened by it. */
final class Watching {
    /** Tells what happened to a replica. */
    @FunctionalInterface
    interface Teller {
        void tell(Resource resource, OptionalInt ordinal, Happening happening);
    }

    private final Teller teller;
    private final Function<ResourceKey, Resource> resources;
    private final Listening listening;

    Watching(Teller teller, Function<ResourceKey, Resource> resources, Listening listening) {
        this.listening = listening;
        this.teller = teller;
        this.resources = resources;
    }

    /** @return which resources may be others by it */
    Set<ResourceKey> saw(Sighting sighting, Outlook outlook, Map<ResourceKey, Resource> all, boolean adopted, Now now) {
        return switch (sighting) {
            case Sighting.Seen(ObjectRef ref, var tree)
            when Trees.isShared(tree) -> {
                outlook.share(ref, tree);
                yield all.keySet();
            }
            case Sighting.Gone(ObjectRef ref, var last)
            when Trees.isShared(last) -> {
                outlook.unshare(ref);
                yield all.keySet();
            }
            case Sighting.Seen(ObjectRef ref, var tree) -> {
                Optional<ResourceKey> key = LabelReader.key(tree);
                key.ifPresent(k -> Objects.see(resources.apply(k), ref, tree));
                yield only(key);
            }
            case Sighting.Gone(ObjectRef ref, var last) -> {
                Optional<ResourceKey> key = LabelReader.key(last);
                key.ifPresent(k -> Objects.gone(resources.apply(k), ref, last));
                yield only(key);
            }
            case Sighting.PodSeen(Pod pod) -> {
                Optional<ResourceKey> key = key(pod);
                key.ifPresent(k -> seen(resources.apply(k), PodReader.read(pod), adopted, now));
                yield only(key);
            }
            case Sighting.PodGone(Pod pod) -> {
                Optional<ResourceKey> key = key(pod);
                key.ifPresent(k -> gone(resources.apply(k), PodReader.read(pod), adopted, now));
                yield only(key);
            }
            case Sighting.FailedCreate(Event event) -> only(failed(event, all));
            case Sighting.Watching(var kind) -> {
                outlook.watching(kind);
                yield all.keySet();
            }
            case Sighting.Blind(var kind, var refusal) -> {
                outlook.blind(kind, refusal);
                yield all.keySet();
            }
            case Sighting.Reached(String words) -> {
                outlook.reached(words, now.wall());
                all.values().forEach(resource -> {
                    if (words.isEmpty() && awaitsAnAnswer(resource)) {
                        resource.tries = resource.tries.atOnce();
                    }
                    resource.rollout = resource.rollout.unwatchedUntil(now.sinceBoot());
                });
                yield all.keySet();
            }
        };
    }

    /** Whether it was refused for what is over when the API server answers again; what else was refused waits for its time. */
    private static boolean awaitsAnAnswer(Resource resource) {
        return resource.refusals.values().stream()
                .anyMatch(refusal ->
                        refusal.cause() == Refusal.Cause.UNREACHABLE || refusal.cause() == Refusal.Cause.UNAUTHORIZED);
    }

    private static Set<ResourceKey> only(Optional<ResourceKey> key) {
        return key.map(Set::of).orElseGet(Set::of);
    }

    private static Optional<ResourceKey> key(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels()).flatMap(LabelReader::key);
    }

    private static boolean isOurs(Resource resource, PodView pod) {
        return resource.memory.uids().contains(pod.of().uid());
    }

    /** A pod looks like that now. */
    void seen(Resource resource, PodView seen, boolean adopted, Now now) {
        PodView pod = listening.view(resource, seen, now.sinceBoot());
        Optional<PodView> last = Optional.ofNullable(resource.pods.put(pod.id().uid(), pod));
        if (!adopted || !isOurs(resource, pod)) {
            return;
        }
        resource.place(resource.memory.uids()::contains);
        tell(resource, pod, story -> story.between(last, pod));
    }

    private void gone(Resource resource, PodView pod, boolean adopted, Now now) {
        Optional<PodView> last =
                Optional.ofNullable(resource.pods.remove(pod.id().uid()));
        if (adopted && last.isPresent() && isOurs(resource, pod)) {
            // How it ended may be in the last that was seen of it alone.
            tell(resource, pod, story -> story.between(last, pod));
            tell(resource, pod, story -> story.gone(pod, now.wall()));
            Resource.Place place = resource.places.get(pod.id().uid());
            if (place != null
                    && (place.ordinal() >= resource.replicas()
                            || resource.leaving.contains(pod.id().uid()))) {
                teller.tell(resource, OptionalInt.of(place.ordinal()), new Happening.Stopped());
            }
        }
        resource.places.remove(pod.id().uid());
        resource.asked.remove(pod.id().uid());
        listening.forget(resource, pod.id().uid());
        resource.place(resource.memory.uids()::contains);
    }

    /** Tells what was there already. */
    void adopted(Resource resource) {
        List.copyOf(resource.slots.pods().values()).forEach(pod -> tell(resource, pod, story -> story.adopted(pod)));
    }

    private void tell(Resource resource, PodView pod, Function<Story, List<Happening>> told) {
        Resource.Place place = resource.places.get(pod.id().uid());
        if (place != null) {
            Story story = new Story(
                    place.before(),
                    resource.slot(place.ordinal()).failures(),
                    Causes.of(resource, pod, place.ordinal()));
            told.apply(story).forEach(happening -> teller.tell(resource, OptionalInt.of(place.ordinal()), happening));
        }
    }

    /** Pods that could not start for what they lacked: another one looks for it at once. */
    List<Step> stuck(Resource resource) {
        return resource.slots.pods().values().stream()
                .filter(PodView::stays)
                .filter(pod -> (pod.box() instanceof Box.Coming(String why) && !why.isEmpty())
                        || pod.lastEnd()
                                .filter(end -> pod.box() instanceof Box.PutOff && end.exit() instanceof Exit.NotStarted)
                                .isPresent())
                .<Step>map(pod -> new Step.Delete(pod.ref(), pod.id().uid()))
                .toList();
    }

    /** The event is of the workload itself, or of the ReplicaSet of a Deployment, whose name begins with that one's. */
    private static Optional<ResourceKey> failed(Event event, Map<ResourceKey, Resource> all) {
        var object = event.getInvolvedObject();
        for (Resource resource : all.values()) {
            boolean isOf = resource.seen.keySet().stream()
                    .anyMatch(ref -> ref.namespace().equals(object.getNamespace())
                            && ((object.getKind().equals(ref.kind())
                                            && object.getName().equals(ref.name()))
                                    || (object.getKind().equals("ReplicaSet")
                                            && ref.kind().equals("Deployment")
                                            && object.getName().matches(ref.name() + "-[a-z0-9]+"))));
            if (isOf) {
                String message = Optional.ofNullable(event.getMessage()).orElse("a pod could not be made");
                Refusal refusal = Refusals.of("make a pod", new KubernetesClientException(message, 403, null));
                resource.failedCreate = refusal.text();
                return Optional.of(resource.key);
            }
        }
        return Optional.empty();
    }
}
