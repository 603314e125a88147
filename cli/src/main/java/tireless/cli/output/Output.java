package tireless.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;
import tireless.api.ResourceRef;
import tireless.json.Form;
import tireless.json.JsonWriter;

/** The option that says for whom the output is, and the output for programs. */
public final class Output {
    /** For whom. */
    public enum Format {
        TABLE,
        WIDE,
        NAME,
        JSON,
        YAML,
        /** A graph in the language DOT. */
        DOT
    }

    private final List<Format> formats;
    private final OptionSpec option;

    /** @param formats those that the command has, beside the table */
    public Output(Format... formats) {
        this("for programs; without it a table for people", formats);
    }

    private Output(String description, Format... formats) {
        this.formats = List.of(formats);
        this.option = OptionSpec.builder("-o", "--output")
                .type(Format.class)
                .converters(this::parse)
                .paramLabel(words("|"))
                .description(description)
                .build();
    }

    /** What every list of resources has. */
    public static Output ofResources() {
        return new Output(Format.WIDE, Format.NAME, Format.JSON, Format.YAML);
    }

    /** JSON and YAML. */
    public static Output ofDocuments() {
        return new Output(Format.JSON, Format.YAML);
    }

    /** The same of what is never a table. */
    public static Output ofTexts() {
        return new Output("as one document; without it YAML", Format.JSON, Format.YAML);
    }

    /** Adds the option to a command. */
    public void addTo(CommandSpec spec) {
        spec.addOption(option);
    }

    public Format format() {
        Format format = option.getValue();
        return format == null ? Format.TABLE : format;
    }

    /** Whether it is for people, not for programs. */
    public boolean isForPeople() {
        return switch (format()) {
            case TABLE, WIDE -> true;
            case NAME, JSON, YAML, DOT -> false;
        };
    }

    private Format parse(String word) {
        return formats.stream()
                .filter(format -> word(format).equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "there is no output `%s`; one of %s, or none for a table".formatted(word, words(", "))));
    }

    /** Prints resources by the names that commands take, or the document, or for people. */
    public void print(
            PrintStream out, List<ResourceRef> names, Supplier<Form> document, Function<Boolean, String> people) {
        switch (format()) {
            case TABLE, DOT -> out.print(people.apply(false));
            case WIDE -> out.print(people.apply(true));
            case NAME -> names.forEach(name -> out.println(name.type() + "/" + name.name()));
            case JSON -> out.println(JsonWriter.write(document.get().json()));
            case YAML -> out.print(yaml(document.get()));
        }
        out.flush();
    }

    /** A document as YAML, ending in a line break. */
    public static String yaml(Form document) {
        return YamlText.of(document.json());
    }

    private String words(String between) {
        return formats.stream().map(Output::word).collect(Collectors.joining(between));
    }

    private static String word(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }
}
