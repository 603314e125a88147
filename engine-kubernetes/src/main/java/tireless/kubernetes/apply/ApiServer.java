package tireless.kubernetes.apply;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import tireless.kubernetes.objects.Labels;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The requests that write, and those that look before; the kind of an object that is not among {@link Kinds} is asked for once. Nothing is
 * tried twice here. Safe for use by many threads, and blocks for as long as the API server does.
 */
public final class ApiServer {
    private final KubernetesClient client;
    private final Map<String, Kind> asked = new ConcurrentHashMap<>();

    /** On a client that tries little again by itself. */
    public ApiServer(KubernetesClient client) {
        this.client = client;
    }

    /** An object of the client as JSON, with as much of who has its fields as {@link FieldOwners} asks for. */
    public ObjectNode tree(Object object) {
        if (client.getKubernetesSerialization().convertValue(object, JsonNode.class) instanceof ObjectNode tree) {
            FieldOwners.keepOfCount(tree);
            return tree;
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** How an object is now. */
    public Outcome get(ObjectRef ref) {
        return ask("get " + ref, ref, kind -> done(at(kind, ref).get()));
    }

    /** Makes an object what it shall be, and leaves what others set. With {@code force}, also what others changed of what it shall be. */
    public Outcome apply(Wanted wanted, boolean force) {
        PatchContext how = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(Labels.TIRELESS)
                .withForce(force)
                .build();
        return ask("apply " + wanted.ref(), wanted.ref(), kind -> {
            GenericKubernetesResource object =
                    client.getKubernetesSerialization().convertValue(wanted.tree(), GenericKubernetesResource.class);
            return done(in(kind, wanted.ref(), object).patch(how, object));
        });
    }

    /** Sets annotations, whoever has them. */
    public Outcome annotate(ObjectRef ref, Map<String, String> annotations) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        annotations.forEach((name, value) -> Trees.annotate(patch, name, value));
        PatchContext how = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(Labels.TIRELESS)
                .build();
        return ask("annotate " + ref, ref, kind -> done(at(kind, ref).patch(how, patch.toString())));
    }

    /**
     * Deletes an object and what came of it, the latter afterwards.
     *
     * @param uid which one is meant: another one of the same name is left alone
     */
    public Outcome delete(ObjectRef ref, String uid) {
        return delete(ref, deletion(uid).build());
    }

    /** Has a pod end within a time, in whole seconds rounded up. */
    public Outcome end(ObjectRef ref, String uid, Duration within) {
        return delete(
                ref,
                deletion(uid)
                        .withGracePeriodSeconds(
                                within.plusSeconds(1).minusNanos(1).toSeconds())
                        .build());
    }

    private static DeleteOptionsBuilder deletion(String uid) {
        return new DeleteOptionsBuilder()
                .withPropagationPolicy("Background")
                .withNewPreconditions()
                .withUid(uid)
                .endPreconditions();
    }

    private Outcome delete(ObjectRef ref, DeleteOptions options) {
        return ask("delete " + ref, ref, kind -> {
            String answer = client.raw(path(kind, ref), "DELETE", options);
            return answer == null ? new Outcome.Absent() : new Outcome.Done(JsonNodeFactory.instance.objectNode());
        });
    }

    private Outcome ask(String what, ObjectRef ref, Function<Kind, Outcome> request) {
        try {
            Optional<Kind> kind = kind(ref);
            return kind.isPresent() ? request.apply(kind.get()) : new Outcome.Refused(Refusals.unknownKind(what, ref));
        } catch (KubernetesClientException thrown) {
            return isAbsent(thrown, ref) ? new Outcome.Absent() : refused(what, ref, Refusals.of(what, thrown));
        }
    }

    private Outcome refused(String what, ObjectRef ref, Refusal refusal) {
        if (refusal.cause() != Refusal.Cause.UNKNOWN_KIND) {
            return new Outcome.Refused(refusal);
        }
        // It was there once, and may be again under another name.
        asked.remove(key(ref));
        return new Outcome.Refused(Refusals.unknownKind(what, ref));
    }

    private static boolean isAbsent(KubernetesClientException thrown, ObjectRef ref) {
        return thrown.getCode() == 404
                && thrown.getStatus() != null
                && thrown.getStatus().getDetails() != null
                && ref.name().equals(thrown.getStatus().getDetails().getName())
                && (ref.kind().equals(Kinds.NAMESPACE.kind())
                        || !Kinds.NAMESPACE
                                .plural()
                                .equals(thrown.getStatus().getDetails().getKind()));
    }

    private Outcome done(GenericKubernetesResource object) {
        return object == null ? new Outcome.Absent() : new Outcome.Done(tree(object));
    }

    private Resource<GenericKubernetesResource> at(Kind kind, ObjectRef ref) {
        var all = client.genericKubernetesResources(kind.context());
        return kind.namespaced() ? all.inNamespace(ref.namespace()).withName(ref.name()) : all.withName(ref.name());
    }

    private Resource<GenericKubernetesResource> in(Kind kind, ObjectRef ref, GenericKubernetesResource object) {
        var all = client.genericKubernetesResources(kind.context());
        return kind.namespaced() ? all.inNamespace(ref.namespace()).resource(object) : all.resource(object);
    }

    private static String path(Kind kind, ObjectRef ref) {
        return (kind.group().isEmpty() ? "/api/" : "/apis/")
                + kind.apiVersion()
                + (kind.namespaced() ? "/namespaces/" + ref.namespace() : "")
                + "/" + kind.plural() + "/" + ref.name();
    }

    private Optional<Kind> kind(ObjectRef ref) {
        return knownKind(ref).or(() -> {
            APIResourceList known = client.getApiResources(ref.apiVersion());
            List<APIResource> kinds = known == null ? List.of() : known.getResources();
            kinds.stream()
                    .filter(found -> !found.getName().contains("/"))
                    .forEach(found -> asked.put(
                            ref.apiVersion() + " " + found.getKind(),
                            new Kind(ref.apiVersion(), found.getKind(), found.getName(), found.getNamespaced())));
            return Optional.ofNullable(asked.get(key(ref)));
        });
    }

    /** The kind of an object, as far as it is known without asking. */
    public Optional<Kind> knownKind(ObjectRef ref) {
        return Kinds.of(ref).or(() -> Optional.ofNullable(asked.get(key(ref))));
    }

    private static String key(ObjectRef ref) {
        return ref.apiVersion() + " " + ref.kind();
    }
}
