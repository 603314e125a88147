package tireless.cli.get;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.cli.apply.Named;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.dataos.GetText;
import tireless.cli.output.Output;
import tireless.cli.secret.Revealed;
import tireless.cli.target.Elsewhere;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;
import tireless.json.Form;

/** Lists resources: all of them, those of a type, or those that are named. */
public final class GetCommand {
    private final Context context;
    private final Targets targets = Targets.toList();
    private final Named named = new Named(targets);
    private final Refresh refresh = new Refresh();
    private final Output output = Output.ofResources();
    private final OptionSpec all = Arguments.flag("those of all owners; so it is anyway", "-a", "--all");
    private final OptionSpec owner = Arguments.option("OWNER", "those of one owner", "--owner");
    private final OptionSpec tag = Arguments.option("TAG", "those with this tag", "--tag");
    private final OptionSpec tags = Arguments.flag("a column with the tags", "--tags");
    private final OptionSpec values = Arguments.flag("the values of secrets, in the clear", "--unSanitize");

    public GetCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command("get", "List resources and how they are.", this::call)
                .addOption(all)
                .addOption(owner)
                .addOption(tag)
                .addOption(tags)
                .addOption(values)
                .addSubcommand("runtime", new RuntimeCommand(context).spec());
        named.addTo(spec);
        refresh.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() throws InterruptedException {
        return refresh.run(context, this::show);
    }

    private void show() {
        GetText text = new GetText(
                Arguments.isSet(tags),
                output.format() == Output.Format.WIDE,
                context.voice().zone());
        if (output.isForPeople()) {
            context.voice().begin(GetText::getting);
        }
        ApiClient server = context.server();
        List<ResourceRef> chosen = named.orNone(context);
        List<ResourceView> found = chosen.isEmpty()
                ? server.resources(targets.filter(Arguments.value(owner), Arguments.value(tag)))
                : chosen.stream()
                        .map(one -> Elsewhere.or(server, one, server::resource))
                        .toList();
        Optional<ResourceView> single = chosen.size() == 1 ? found.stream().findFirst() : Optional.empty();
        Revealed revealed = Revealed.of(Arguments.isSet(values) ? found : List.of(), server);
        if (Volumes.areAll(found)) {
            showVolumes(found, single.isPresent(), text);
            return;
        }
        output.print(
                context.terminal().out(),
                found.stream().map(ResourceView::resource).toList(),
                () -> single.map(revealed::form).orElseGet(() -> Form.empty().withEach("items", found, revealed::form)),
                wide -> context.voice().say(() -> people(found, wide), () -> text.got(found)) + revealed.text());
    }

    private void showVolumes(List<ResourceView> found, boolean single, GetText text) {
        ApiClient server = context.server();
        output.print(
                context.terminal().out(),
                found.stream().map(ResourceView::resource).toList(),
                () -> {
                    Volumes volumes = Volumes.of(found, server);
                    return single
                            ? volumes.onto(found.getFirst().form(), found.getFirst())
                            : Form.empty().withEach("items", found, one -> volumes.onto(one.form(), one));
                },
                wide -> context.voice()
                        .say(
                                () -> Volumes.of(found, server)
                                        .table(wide, Arguments.isSet(tags), Instant.now())
                                        .text(context.terminal().colour()),
                                () -> text.got(found)));
    }

    private String people(List<ResourceView> found, boolean wide) {
        return found.isEmpty()
                ? "nothing here; apply a manifest: tireless apply -f FILE\n"
                : ResourceTable.of(found, wide, Arguments.isSet(tags), Instant.now())
                        .text(context.terminal().colour());
    }
}
