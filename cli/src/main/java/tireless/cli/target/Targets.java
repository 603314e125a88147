package tireless.cli.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import tireless.api.ResourceRef;
import tireless.cli.context.Arguments;
import tireless.client.Filter;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;

/** The options and arguments by which commands name resources: {@code TYPE NAME…}, {@code TYPE/NAME}, {@code NAME} for a worker, or {@code -t -n -w}. */
public final class Targets {
    private static final String PUBLIC = "public";

    private final OptionSpec type = Arguments.option("TYPE", "the type of the resource", "-t", "--type");
    private final OptionSpec name = Arguments.option("NAME", "the name of the resource", "-n", "--name");
    private final OptionSpec workspace;
    private final PositionalParamSpec words;
    private CommandSpec command = CommandSpec.create();

    private Targets(String label, String description, String workspaceDescription) {
        this.words = Arguments.positional("0..*", label, description);
        this.workspace = Arguments.option("WORKSPACE", workspaceDescription, "-w", "--workspace");
    }

    /** For commands that act on resources. */
    public static Targets toActOn() {
        return new Targets(
                "[TYPE] NAME",
                "which resources: TYPE NAME, TYPE/NAME, or NAME alone for a worker",
                "the workspace; public without it");
    }

    /** For commands that list resources. */
    public static Targets toList() {
        return new Targets(
                "[TYPE [NAME...]]",
                "a type, or resources: TYPE NAME, TYPE/NAME, or NAME alone for a worker; everything without it",
                "the workspace; without it lists have all of them, and names are looked for in public");
    }

    /** Adds all of them to a command. */
    public void addTo(CommandSpec spec) {
        addOptionsTo(spec);
        spec.addPositional(words);
    }

    /** Adds the options alone, to a command that takes other arguments. */
    public void addOptionsTo(CommandSpec spec) {
        this.command = spec;
        spec.addOption(type).addOption(name).addOption(workspace);
    }

    /** The resources that were named, one at least. */
    public List<ResourceRef> named() {
        List<ResourceRef> named = namedOrNone();
        if (named.isEmpty()) {
            throw usage("name a resource: TYPE NAME, TYPE/NAME, or NAME alone for a worker");
        }
        return named;
    }

    /** The one resource that was named. */
    public ResourceRef one() {
        List<ResourceRef> named = named();
        if (named.size() > 1) {
            throw usage("one resource at a time, not %d: %s and others".formatted(named.size(), named.getFirst()));
        }
        return named.getFirst();
    }

    /** The resources that were named; none where only a type was, or nothing. */
    public List<ResourceRef> namedOrNone() {
        return named(Arguments.values(words));
    }

    /** The same, of other words than this command's own arguments. */
    public List<ResourceRef> named(List<String> given) {
        List<ResourceRef> named = new ArrayList<>();
        Optional<ResourceType> first = givenType(given);
        boolean typeIsFirst = Arguments.value(type).isEmpty() && first.isPresent();
        ResourceType standing = first.orElse(ResourceType.WORKER);
        Arguments.value(name).ifPresent(known -> named.add(ref(standing, known)));
        for (String word : typeIsFirst ? given.subList(1, given.size()) : given) {
            named.add(parse(word, standing));
        }
        return named;
    }

    /** What to list where no resource was named. */
    public Filter filter(Optional<String> owner, Optional<String> tag) {
        return new Filter(
                givenType(Arguments.values(words)).map(ResourceType::keyword),
                Arguments.value(workspace),
                Optional.empty(),
                owner,
                tag);
    }

    /** The type that was asked for; empty where none was. */
    public Optional<String> type() {
        List<String> given = Arguments.values(words);
        return given.stream()
                .findFirst()
                .filter(word -> word.contains("/"))
                .map(word -> word.substring(0, word.indexOf('/')))
                .or(() -> givenType(given).map(ResourceType::keyword));
    }

    /** The workspace that was asked for. */
    public Optional<String> workspace() {
        return Arguments.value(workspace);
    }

    private Optional<ResourceType> givenType(List<String> given) {
        Optional<String> option = Arguments.value(type);
        if (option.isPresent()) {
            return Optional.of(TypeWord.of(option.get()).orElseThrow(() -> noType(option.get())));
        }
        return given.stream().findFirst().flatMap(TypeWord::of);
    }

    private ResourceRef parse(String word, ResourceType standing) {
        int slash = word.indexOf('/');
        if (slash < 0) {
            return ref(standing, word);
        }
        String before = word.substring(0, slash);
        return ref(TypeWord.of(before).orElseThrow(() -> noType(before)), word.substring(slash + 1));
    }

    private ResourceRef ref(ResourceType of, String called) {
        if (called.isBlank() || called.indexOf('/') >= 0) {
            throw usage("`%s` is no name; write TYPE/NAME, and the workspace with -w".formatted(called));
        }
        boolean inWorkspace = of.scope() == ResourceType.Scope.WORKSPACE;
        return new ResourceRef(
                of.keyword(), inWorkspace ? Arguments.value(workspace).orElse(PUBLIC) : ResourceKey.INSTANCE, called);
    }

    private ParameterException noType(String word) {
        return usage("there is no type `%s`; one of %s".formatted(word, TypeWord.all()));
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
