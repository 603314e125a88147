package tireless.cli.change;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.cli.apply.Named;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.dataos.PowerText;
import tireless.cli.output.Output;
import tireless.cli.target.Elsewhere;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;
import tireless.json.Form;

/** Pauses, resumes, stops or restarts resources. */
public final class PowerCommand {
    private final Context context;
    private final String name;
    private final String description;
    private final String done;
    private final BiFunction<ApiClient, ResourceRef, ResourceView> action;
    private final Named named = new Named(Targets.toActOn());
    private final Output output = Output.ofResources();

    private PowerCommand(
            Context context,
            String name,
            String description,
            String done,
            BiFunction<ApiClient, ResourceRef, ResourceView> action) {
        this.context = context;
        this.name = name;
        this.description = description;
        this.done = done;
        this.action = action;
    }

    public static PowerCommand pause(Context context) {
        return new PowerCommand(
                context,
                "pause",
                "Let resources drain, then run nothing of them; resume brings back the same count.",
                "pauses",
                ApiClient::pause);
    }

    public static PowerCommand resume(Context context) {
        return new PowerCommand(
                context, "resume", "Run again what was paused or stopped.", "runs again", ApiClient::resume);
    }

    public static PowerCommand stop(Context context) {
        return new PowerCommand(
                context,
                "stop",
                "Stop resources without a drain; they stay stopped until resume.",
                "stops",
                ApiClient::stop);
    }

    public static PowerCommand restart(Context context) {
        return new PowerCommand(
                context,
                "restart",
                "Replace every replica once, one after the other, and forget its failures.",
                "restarts",
                ApiClient::restart);
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command(name, description, this::call);
        named.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        ApiClient server = context.server();
        PowerText text = new PowerText(context.voice().verb(name));
        if (output.isForPeople()) {
            context.voice().begin(text::asking);
        }
        List<ResourceView> changed = named.all(context).stream()
                .map(resource -> Elsewhere.or(server, resource, one -> action.apply(server, one)))
                .toList();
        output.print(
                context.terminal().out(),
                changed.stream().map(ResourceView::resource).toList(),
                () -> Form.empty().withEach("items", changed, ResourceView::form),
                _ -> context.voice().say(() -> plain(changed), () -> text.done(changed)));
        return ExitStatus.OK;
    }

    private String plain(List<ResourceView> changed) {
        return changed.stream()
                .map(resource -> "%s %s\n".formatted(resource.resource(), done))
                .collect(Collectors.joining());
    }
}
