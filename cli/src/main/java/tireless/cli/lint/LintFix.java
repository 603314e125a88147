package tireless.cli.lint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.Manifests;
import tireless.manifest.Purpose;
import tireless.manifest.fix.Fixes;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.source.SourceReader;
import tireless.manifest.source.SourceText;
import tireless.manifest.source.Sources;
import tireless.model.Problem;
import tireless.model.TirelessException;

/**
 * Corrects manifests, shows what it changed, and then says what remains. Of the standard input, the corrected text goes to the
 * standard output, and everything else to standard error.
 */
final class LintFix {
    private static final String STDIN = "-";

    private final Manifests manifests;
    private final Context context;
    private final boolean dryRun;
    private boolean failed;

    LintFix(Manifests manifests, Context context, boolean dryRun) {
        this.manifests = manifests;
        this.context = context;
        this.dryRun = dryRun;
    }

    /** Corrects what {@code names} stand for; the exit status. */
    int run(List<String> names) throws IOException {
        boolean filter = names.contains(STDIN) && !dryRun;
        byte[] typed = names.contains(STDIN) ? context.in().readNBytes(SourceReader.LIMIT_BYTES + 1) : new byte[0];
        PrintStream report =
                filter ? context.terminal().err() : context.terminal().out();
        boolean colour = context.terminal().colour() && !filter;
        Sources sources = manifests.load(names, context.reading(new ByteArrayInputStream(typed)));
        List<SourceText> now = new ArrayList<>();
        Set<String> fixable = problems(sources).stream()
                .filter(problem -> problem.fix().isPresent())
                .map(problem -> problem.location().source())
                .collect(Collectors.toSet());
        Original input = new Original(typed);
        for (SourceText source : sources.texts()) {
            boolean typedIn = source.name().equals(SourceText.STDIN);
            SourceText fixed = source;
            if (fixable.contains(source.name()) && typedIn) {
                input = input.with(fixed(source, input));
                fixed = source.with(input.text());
            } else if (fixable.contains(source.name())) {
                fixed = inFile(source);
            }
            report.print(new UnifiedDiff(source, fixed, colour).print());
            now.add(fixed);
        }
        // Of a text that is too large only a part was read: half of it would be worse than nothing.
        if (filter && typed.length <= SourceReader.LIMIT_BYTES) {
            context.terminal().out().write(input.bytes());
        }
        return finish(new Sources(now, sources.problems()), report, colour);
    }

    private String fixed(SourceText source, Original original) {
        return Fixes.all(original.text(), text -> problems(new Sources(List.of(source.with(text)), List.of())));
    }

    private SourceText inFile(SourceText source) {
        try {
            EditableFile file = EditableFile.open(context.workingDirectory().resolve(source.name()), source.name());
            if (!source.with(file.original().text()).equals(source)) {
                throw EditableFile.changed(source.name());
            }
            String text = fixed(source, file.original());
            if (!dryRun && !text.equals(file.original().text())) {
                file.replace(text);
            }
            return source.with(text);
        } catch (TirelessException refused) {
            context.terminal().err().println("tireless: " + refused.getMessage());
            failed = true;
            return source;
        }
    }

    private int finish(Sources sources, PrintStream report, boolean colour) {
        List<Problem> left = problems(sources);
        if (!dryRun) {
            report.print(new ProblemPrinter(sources.texts(), colour).print(left));
            if (left.isEmpty()) {
                report.println(LintCommand.noProblems(sources.texts().size()));
            }
        }
        report.flush();
        context.terminal().out().flush();
        return failed
                ? ExitStatus.FAILED
                : left.stream().anyMatch(Problem::isError) ? ExitStatus.INVALID_MANIFEST : ExitStatus.OK;
    }

    private List<Problem> problems(Sources sources) {
        return manifests.resolve(sources, Purpose.LINT, context).problems();
    }
}
