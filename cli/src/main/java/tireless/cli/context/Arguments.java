package tireless.cli.context;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Range;

/**
 * What a command is called and takes, said by values. picocli's annotations would say it too, but to read them by reflection, and to
 * make proxies of them, costs every command some 50 ms.
 */
public final class Arguments {
    private Arguments() {}

    /** A command that has the options {@code --help} and {@code --version}. */
    public static CommandSpec command(String name, String description, Callable<Integer> action) {
        CommandSpec command = hidden(name, action)
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build())
                .versionProvider(new Version());
        command.usageMessage().hidden(false).description(description);
        return command;
    }

    /** A command that is made of others: alone it says which, and that was not what was meant. */
    public static CommandSpec group(String name, String description) {
        Usage usage = new Usage();
        CommandSpec group = command(name, description, usage);
        group.usageMessage().synopsisSubcommandLabel("COMMAND");
        usage.of = Optional.of(group);
        return group;
    }

    private static final class Usage implements Callable<Integer> {
        private Optional<CommandSpec> of = Optional.empty();

        @Override
        public Integer call() {
            of.map(CommandSpec::commandLine).ifPresent(line -> line.usage(line.getErr()));
            return ExitStatus.USAGE;
        }
    }

    /** A command that is not for people: no help tells of it. */
    public static CommandSpec hidden(String name, Callable<Integer> action) {
        CommandSpec command = CommandSpec.wrapWithoutInspection(action).name(name);
        command.usageMessage().hidden(true);
        return command;
    }

    /** An option without a value; see {@link #isSet}. */
    public static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** An option with a value; see {@link #value}. */
    public static OptionSpec option(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** An option whose value may be left out: {@code --wait}, {@code --wait=5m}; never the word that follows it. */
    public static OptionSpec optional(String label, String without, String description, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .arity("0..1")
                .preprocessor((arguments, _, _, info) -> {
                    if (" ".equals(info.get("separator"))) {
                        arguments.push(without);
                        info.put("separator", "=");
                    }
                    return false;
                })
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** An option that may be given several times, each with a value; see {@link #values}. */
    public static OptionSpec repeated(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /**
     * All arguments that belong to no option; see {@link #values}.
     *
     * @param arity how many, as {@code 0..*} or {@code 1}
     */
    public static PositionalParamSpec positional(String arity, String label, String description) {
        return PositionalParamSpec.builder()
                .arity(arity)
                // From values, unlike from annotations, picocli does not conclude this by itself.
                .required(Range.valueOf(arity).min() > 0)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** Whether the flag was given. */
    public static boolean isSet(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.<Boolean>getValue());
    }

    /** The value that the option was given. */
    public static Optional<String> value(OptionSpec option) {
        return Optional.ofNullable(option.getValue());
    }

    /**
     * The whole number that the option was given.
     *
     * @throws ParameterException for what is no such number
     */
    public static OptionalInt number(OptionSpec option) {
        Optional<String> text = value(option);
        try {
            return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get())) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    option.command().commandLine(),
                    "%s needs a number, not `%s`".formatted(option.longestName(), text.orElse("")),
                    e);
        }
    }

    /** All values of a repeated option or of the positional arguments, in the order in which they were given. */
    public static List<String> values(ArgSpec argument) {
        List<String> values = argument.getValue();
        return values == null ? List.of() : List.copyOf(values);
    }
}
