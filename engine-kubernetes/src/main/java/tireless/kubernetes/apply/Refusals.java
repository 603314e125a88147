package tireless.kubernetes.apply;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tireless.kubernetes.apply.Refusal.Cause;

/** Makes a refusal of what the client throws. */
public final class Refusals {
    private static final String OTHER_MANAGER = "FieldManagerConflict";

    private Refusals() {}

    /** @param what was asked, for people */
    public static Refusal of(String what, KubernetesClientException thrown) {
        Status status = thrown.getStatus();
        String words = Optional.ofNullable(status)
                .map(Status::getMessage)
                .filter(message -> !message.isBlank())
                .orElseGet(() -> innermost(thrown));
        Cause cause = cause(thrown.getCode(), words, causes(status));
        return new Refusal(cause, what, cause == Cause.CONFLICT ? conflict(status) : words, advice(cause));
    }

    /** Of an object of a kind that the cluster does not have. */
    static Refusal unknownKind(String what, ObjectRef ref) {
        return Kinds.isOfKeda(ref)
                ? new Refusal(
                        Cause.UNKNOWN_KIND,
                        what,
                        "KEDA is not installed in this cluster: it has no kind %s of %s"
                                .formatted(ref.kind(), ref.apiVersion()),
                        "install KEDA there, or take its triggers out of the manifest; until then nothing but the count that is there is kept")
                : new Refusal(
                        Cause.UNKNOWN_KIND,
                        what,
                        "the cluster has no kind %s of %s".formatted(ref.kind(), ref.apiVersion()),
                        advice(Cause.UNKNOWN_KIND));
    }

    private static List<StatusCause> causes(Status status) {
        return status == null
                        || status.getDetails() == null
                        || status.getDetails().getCauses() == null
                ? List.of()
                : status.getDetails().getCauses();
    }

    private static Cause cause(int code, String words, List<StatusCause> causes) {
        if (code <= 0) {
            return Cause.UNREACHABLE;
        }
        return switch (code) {
            case 401 -> Cause.UNAUTHORIZED;
            case 403 -> forbidden(words, causes);
            case 404 -> words.contains("namespaces \"") ? Cause.NO_NAMESPACE : Cause.UNKNOWN_KIND;
            case 409 ->
                causes.stream().anyMatch(cause -> OTHER_MANAGER.equals(cause.getReason()))
                        ? Cause.CONFLICT
                        : Cause.BUSY;
            case 429, 500, 502, 503, 504 -> Cause.BUSY;
            case 400, 422 -> words.contains("denied") ? Cause.ADMISSION : Cause.INVALID;
            default -> Cause.INVALID;
        };
    }

    private static Cause forbidden(String words, List<StatusCause> causes) {
        if (causes.stream().anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()))
                || words.contains("because it is being terminated")) {
            return Cause.TERMINATING;
        }
        if (words.contains("exceeded quota") || words.contains("failed quota")) {
            return Cause.QUOTA;
        }
        // Of a watch the API server says no more than that word, and no policy is asked for one.
        boolean noRight = words.equals("Forbidden") || (words.contains("cannot ") && words.contains("User "));
        return noRight ? Cause.FORBIDDEN : Cause.ADMISSION;
    }

    /** Who else has which fields. */
    private static String conflict(Status status) {
        return causes(status).stream()
                .filter(cause -> OTHER_MANAGER.equals(cause.getReason()))
                .map(cause -> "%s at %s".formatted(cause.getMessage(), cause.getField()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Whether every other manager changed a field by hand, and none applied it: the API server says with which version only then. */
    static boolean isByHand(Refusal refusal) {
        return refusal.cause() == Cause.CONFLICT
                && List.of(refusal.words().split(", conflict ", -1)).stream().allMatch(one -> one.contains(" using "));
    }

    /** The same of what was put back a short time ago: whoever changes it again is not fought. */
    static Refusal putBackLater(Refusal byHand) {
        return new Refusal(
                byHand.cause(),
                byHand.what(),
                byHand.words(),
                "it was put back just before, and is again within five minutes, or at once by `apply`");
    }

    private static String advice(Cause cause) {
        return switch (cause) {
            case CONFLICT -> "let that manager give the field up, or take it out of the manifest";
            case FOREIGN -> "rename the resource, or delete that object";
            case FORBIDDEN -> "give Tireless that right, by a Role or a ClusterRole of the cluster";
            case QUOTA -> "ask for less, or have the ResourceQuota of the namespace raised";
            case ADMISSION -> "change what the policy of the cluster objects to";
            case TERMINATING -> "wait until the namespace is gone; it is made anew then";
            case NO_NAMESPACE -> "make the namespace, or give Tireless the right to";
            case INVALID -> "correct the manifest";
            case UNAUTHORIZED -> "log in to the cluster anew, so that the kubeconfig has a valid token or certificate";
            case UNKNOWN_KIND -> "install what defines that kind in the cluster";
            case BUSY -> "it is tried again";
            case UNREACHABLE -> "it is tried again; see whether the cluster runs, and whether the kubeconfig names it";
        };
    }

    /** What stood in the way, without the names of classes: what was said innermost. */
    public static String innermost(Throwable thrown) {
        String words = "";
        boolean connecting = false;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !message.isBlank() && !message.startsWith("java.")) {
                words = message;
            }
            connecting |= cause instanceof ConnectException || cause instanceof ClosedChannelException;
        }
        if (words.isEmpty() || (connecting && words.equals(thrown.getMessage()))) {
            return connecting ? "no connection is made" : thrown.getClass().getSimpleName();
        }
        return words;
    }
}
