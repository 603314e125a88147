package tireless.client;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tireless.api.Api;
import tireless.api.ApplyRequest;
import tireless.api.BackupRequest;
import tireless.api.BackupView;
import tireless.api.ChangeView;
import tireless.api.Description;
import tireless.api.EventView;
import tireless.api.ExplanationView;
import tireless.api.FieldView;
import tireless.api.Page;
import tireless.api.PlanReply;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.api.RevisionView;
import tireless.api.RotationView;
import tireless.api.SecretView;
import tireless.api.SeriesView;
import tireless.api.ServerView;
import tireless.api.SourceView;
import tireless.api.StopRequest;
import tireless.json.Form;
import tireless.model.TirelessException;

/**
 * The API of the server of one home, a method for each route. Every method throws {@link TirelessException}: the server's refusal
 * with its code, or {@code UNREACHABLE} where there is no server, or no whole reply came from it. Safe for use by many threads.
 */
public final class ApiClient {
    /** How long the server may be silent before it counts as unreachable. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SEE = "whether it was done is not known; see `tireless get`";
    private static final String APPLY_AGAIN =
            "whether the manifests were applied is not known; to apply them again is safe:"
                    + " what is as they say stays unchanged";

    private static final int CONFLICT = 409;
    private static final int INVALID = 422;

    private final Transport transport;

    /** @param home the folder of the server's state */
    public static ApiClient of(Path home) {
        return new ApiClient(ServerAddress.of(home), PATIENCE);
    }

    /** @param patience how long the server may be silent before it counts as unreachable */
    public ApiClient(ServerAddress address, Duration patience) {
        this(address, patience, Optional::empty);
    }

    /**
     * A client that waits some seconds for a server that is not there yet.
     *
     * @param patience how long the server may be silent before it counts as unreachable
     * @param coming asked where there is no server: empty if none will be there in a moment either, else the state of things in words
     */
    public ApiClient(ServerAddress address, Duration patience, Supplier<Optional<String>> coming) {
        this.transport = new Transport(address, patience, coming);
    }

    /** The server itself, also where it speaks another version. */
    public ServerView server() {
        return read(Request.get(Api.SERVER), ServerView::read);
    }

    /**
     * Asks the server to end, also where it speaks another version; it ends after its reply.
     *
     * @param workers whether every worker is stopped first
     */
    public void stopServer(boolean workers) {
        transport
                .exchange(Request.post(Api.STOP, new StopRequest(workers).form(), SEE))
                .orRefusal();
    }

    /** Makes a backup of the server's store. */
    public BackupView backUp(BackupRequest request) {
        String again = "whether the backup was made is not known; see whether its file is there";
        return read(Request.post(Api.BACKUP, request.form(), again), BackupView::read);
    }

    /**
     * Encrypts the values of all secrets with a new key.
     *
     * @param lost whether to go on without what can not be read
     */
    public RotationView rotateKey(boolean lost) {
        String again = "whether the key was changed is not known; to do it again is safe";
        return read(Request.post(Api.ROTATE_KEY, Form.empty().with("lost", lost), again), RotationView::read);
    }

    /** The values of a secret. */
    public SecretView values(ResourceRef secret) {
        return read(Request.get(path(secret) + "/values"), SecretView::read);
    }

    /** What {@link #apply} would do now. */
    public PlanReply plan(ApplyRequest request) {
        Transport.Answer answer = transport.exchange(Request.post(Api.BASE + "/plan", request.form(), ""));
        return planReply(answer);
    }

    /** Makes the manifests the desired state: all or none of them, unless it shall keep going. */
    public ApplyResult apply(ApplyRequest request) {
        Transport.Answer answer = transport.exchange(Request.post(Api.BASE + "/apply", request.form(), APPLY_AGAIN));
        if (answer.status() == CONFLICT) {
            return new ApplyResult.Stale(answer.form().optionalText("message").orElse("the state has changed"));
        }
        return new ApplyResult.Answered(planReply(answer));
    }

    private static PlanReply planReply(Transport.Answer answer) {
        boolean refusedWithProblems =
                answer.status() == INVALID && answer.form().has("problems");
        return parse((refusedWithProblems ? answer : answer.orRefusal()).form(), PlanReply::read);
    }

    /** Everything that the filter lets through, ordered as the server orders it. */
    public List<ResourceView> resources(Filter filter) {
        return all(filter.onto(Request.get(Api.BASE + "/resources")), ResourceView::read);
    }

    public ResourceView resource(ResourceRef resource) {
        return read(Request.get(path(resource)), ResourceView::read);
    }

    /** The same, if need be by the next server: where one was gone in the middle of its reply, that is waited for. */
    public ResourceView resource(ResourceRef resource, Outages outages) {
        return Outage.outlast(() -> resource(resource), outages);
    }

    /** @param lines how many of the last lines of each replica's output */
    public Description describe(ResourceRef resource, int lines) {
        return read(Request.get(path(resource) + "/describe").with("lines", String.valueOf(lines)), Description::read);
    }

    /** Why a worker that is scaled has as many replicas as it has. */
    public ExplanationView explain(ResourceRef resource) {
        return read(Request.get(path(resource) + "/explain"), ExplanationView::read);
    }

    /** The manifest of a Stack, as it was applied. */
    public SourceView source(ResourceRef stack) {
        return read(Request.get(path(stack) + "/source"), SourceView::read);
    }

    /** All revisions, as the server orders them. */
    public List<RevisionView> history(ResourceRef resource) {
        return items(Request.get(path(resource) + "/history"), RevisionView::read);
    }

    /** How it went with a worker since a time; also with one that is gone. */
    public SeriesView series(ResourceRef resource, Instant since) {
        return read(
                Request.get(path(resource) + "/series").with("since", Optional.of(since.toString())), SeriesView::read);
    }

    /** How one figure of all workers went since a time. */
    public List<SeriesView> series(String figure, Instant since) {
        return items(
                Request.get(Api.BASE + "/series")
                        .with("since", Optional.of(since.toString()))
                        .with("figures", figure),
                SeriesView::read);
    }

    /**
     * How two revisions differ.
     *
     * @param from empty for the one before {@code to}
     * @param to empty for the desired one
     */
    public List<FieldView> diff(ResourceRef resource, OptionalInt from, OptionalInt to) {
        return items(
                Request.get(path(resource) + "/diff").with("from", text(from)).with("to", text(to)), FieldView::read);
    }

    /**
     * Deletes all of them, or none.
     *
     * @param force also what others need, and with a workspace everything in it
     * @param dryRun says what would be done, and does nothing
     */
    public List<ChangeView> delete(List<ResourceRef> resources, boolean force, boolean dryRun) {
        Form body = Form.empty()
                .withEach("resources", resources, ResourceRef::form)
                .with("force", force)
                .with("dryRun", dryRun);
        Request request = Request.post(Api.BASE + "/delete", body, dryRun ? "" : SEE);
        return read(request, reply -> reply.each("changes", ChangeView::read));
    }

    public ResourceView scale(ResourceRef resource, int replicas) {
        return act(resource, "scale", Form.empty().with("replicas", replicas));
    }

    public ResourceView pause(ResourceRef resource) {
        return act(resource, "pause", Form.empty());
    }

    public ResourceView resume(ResourceRef resource) {
        return act(resource, "resume", Form.empty());
    }

    public ResourceView stop(ResourceRef resource) {
        return act(resource, "stop", Form.empty());
    }

    public ResourceView restart(ResourceRef resource) {
        return act(resource, "restart", Form.empty());
    }

    /**
     * What becomes of the resource, and then what comes with that.
     *
     * @param revision empty for the one before the desired one
     */
    public List<ChangeView> rollback(ResourceRef resource, OptionalInt revision, boolean dryRun) {
        return change(resource, "rollback", revision, dryRun);
    }

    /**
     * What becomes of the resource, and then what comes with that.
     *
     * @param revision empty for the newest one of the deleted resource
     */
    public List<ChangeView> undelete(ResourceRef resource, OptionalInt revision, boolean dryRun) {
        return change(resource, "undelete", revision, dryRun);
    }

    /** The newest events of everything, newest first; at most {@code limit}. */
    public List<EventView> events(int limit) {
        return newest(Request.get(Api.BASE + "/events"), limit);
    }

    /** The newest events of one resource, newest first; at most {@code limit}. */
    public List<EventView> events(ResourceRef resource, int limit) {
        return newest(Request.get(path(resource) + "/events"), limit);
    }

    /**
     * Follows what happens to what the filter lets through; begins with {@link Watch#run}.
     *
     * @param after the sequence of the last event that is known; empty begins with the next one
     */
    public Watch watch(Filter filter, OptionalLong after) {
        return new Watch(transport, filter, after);
    }

    /** The output of a resource's replicas, or of one of them: {@code pulse-0}. */
    public Logs logs(ResourceRef resource, Optional<String> replica) {
        return new Logs(transport, Request.get(path(resource) + "/logs").with("replica", replica));
    }

    private ResourceView act(ResourceRef resource, String action, Form body) {
        return read(Request.post(path(resource) + "/" + action, body, SEE), ResourceView::read);
    }

    private List<ChangeView> change(ResourceRef resource, String action, OptionalInt revision, boolean dryRun) {
        Form body = Form.empty().with("revision", revision).with("dryRun", dryRun);
        return read(
                Request.post(path(resource) + "/" + action, body, dryRun ? "" : SEE),
                reply -> Stream.concat(
                                Stream.of(ChangeView.read(reply)),
                                reply.has("also") ? reply.each("also", ChangeView::read).stream() : Stream.empty())
                        .toList());
    }

    private <T> T read(Request request, Function<Form, T> record) {
        return parse(transport.exchange(request).orRefusal().form(), record);
    }

    private <T> List<T> items(Request request, Function<Form, T> item) {
        return read(request, reply -> reply.each("items", item));
    }

    private <T> List<T> all(Request request, Function<Form, T> item) {
        List<T> found = new ArrayList<>();
        Page<T> page = read(request, reply -> Page.read(reply, item));
        found.addAll(page.items());
        while (page.next().isPresent()) {
            Request following = request.with("after", page.next());
            page = read(following, reply -> Page.read(reply, item));
            found.addAll(page.items());
        }
        return found;
    }

    private List<EventView> newest(Request request, int limit) {
        List<EventView> found = new ArrayList<>();
        Optional<String> before = Optional.empty();
        do {
            Request part = request.with("limit", String.valueOf(Math.min(limit - found.size(), Api.MOST_ITEMS)))
                    .with("before", before);
            Page<EventView> page = read(part, reply -> Page.read(reply, EventView::read));
            found.addAll(page.items());
            before = page.items().isEmpty() ? Optional.empty() : page.next();
        } while (before.isPresent() && found.size() < limit);
        return found;
    }

    private static <T> T parse(Form form, Function<Form, T> record) {
        try {
            return record.apply(form);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw Faults.notUnderstood(e);
        }
    }

    private static Optional<String> text(OptionalInt number) {
        return number.isPresent() ? Optional.of(String.valueOf(number.getAsInt())) : Optional.empty();
    }

    private static String path(ResourceRef resource) {
        return Api.path(new ResourceRef(
                Request.encoded(resource.type()),
                Request.encoded(resource.workspace()),
                Request.encoded(resource.name())));
    }
}
