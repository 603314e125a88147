package tireless.cli.context;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import tireless.control.Intake;
import tireless.manifest.ManifestReader;
import tireless.manifest.ManifestSet;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.WorkspaceChoice;
import tireless.manifest.fix.Fixes;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.source.Sources;
import tireless.stack.Declared;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.WorkloadResolver;
import tireless.stack.builtin.BuiltInStacks;
import tireless.stack.defined.BentoSettings;

/** The options of every command that reads manifests, and the reading itself. */
public final class Manifests {
    /**
     * With the stacks of this build.
     *
     * @param bento what runs Bento; asked for when a worker needs it
     */
    public static WorkloadResolver resolver(Context context, Supplier<BentoSettings> bento) {
        Optional<Path> launcher = Optional.of(System.getProperty("tireless.launcher", ""))
                .filter(named -> !named.isEmpty())
                .map(Path::of);
        return BuiltInStacks.resolver(
                InstantSource.system(),
                launcher,
                context.state(),
                bento,
                List.of(context.state()),
                new KnownTriggers());
    }

    private final ManifestOptions options = new ManifestOptions();
    private final Supplier<BentoSettings> bento;
    private final BooleanSupplier mails;

    /**
     * @param bento what runs Bento; asked for when a worker needs it
     * @param mails whether a server for mail is configured; asked when a mail is to be sent
     */
    public Manifests(Supplier<BentoSettings> bento, BooleanSupplier mails) {
        this.bento = bento;
        this.mails = mails;
    }

    /**
     * What was read.
     *
     * @param report the problems as text; empty for none
     */
    public record Read(Intake.Reading reading, Sources sources, String report) {}

    /** Adds the options to a command. */
    public void addTo(CommandSpec command) {
        options.addTo(command);
    }

    /** Reads and resolves everything that {@code names} stand for: files, folders, {@code -} for the standard input. */
    public Read read(List<String> names, Purpose purpose, Context context) {
        Sources sources = load(names, context);
        Intake.Reading reading = resolve(sources, purpose, context);
        ProblemPrinter printer =
                new ProblemPrinter(sources.texts(), context.terminal().colour());
        return new Read(reading, sources, printer.print(reading.problems()));
    }

    /** The texts that {@code names} stand for. */
    public Sources load(List<String> names, Context context) {
        return options.load(names, context);
    }

    /**
     * What the stacks made of manifests.
     *
     * @param manifests what was read
     * @param declared what was declared elsewhere
     */
    public record Rendered(
            Sources sources,
            ManifestSet manifests,
            Declared declared,
            WorkloadResolver resolver,
            Resolution resolution,
            ReadOptions options) {
        /** The object of Kubernetes that a worker's stack makes of it, as YAML. */
        public Optional<String> object(WorkerManifest worker) {
            return resolver.object(worker, manifests, declared, ResolveContext.of(options));
        }
    }

    /** Reads what {@code names} stand for, and lets the stacks make of it what they would. */
    public Rendered render(List<String> names, Declared declared, Context context) {
        return render(names, Purpose.LINT, UnaryOperator.identity(), declared, context);
    }

    /**
     * The same.
     *
     * @param changed what is made of the manifests before they are resolved
     */
    public Rendered render(
            List<String> names,
            Purpose purpose,
            UnaryOperator<ManifestSet> changed,
            Declared declared,
            Context context) {
        Sources sources = load(names, context);
        ReadOptions reads = options(purpose, context);
        ManifestSet manifests = changed.apply(ManifestReader.read(sources, reads));
        WorkloadResolver resolver = resolver(context, bento);
        Resolution resolution = resolver.resolve(manifests, declared, ResolveContext.of(reads));
        return new Rendered(sources, manifests, declared, resolver, resolution, reads);
    }

    private ReadOptions options(Purpose purpose, Context context) {
        return new ReadOptions(
                context.environment(),
                options.isLenient(),
                options.interpolates(),
                purpose,
                new WorkspaceChoice(options.workspace(), WorkspaceChoice.PUBLIC));
    }

    /** Resolves texts that are loaded; the fixes of its problems are certain. */
    public Intake.Reading resolve(Sources sources, Purpose purpose, Context context) {
        Intake.Reading reading = new Intake(resolver(context, bento), List::of, mails)
                .read(sources, options(purpose, context), context.user());
        return new Intake.Reading(reading.candidates(), Fixes.certain(reading.problems(), sources.texts()));
    }
}
