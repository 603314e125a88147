package tireless.cli.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tireless.model.ResourceType;
import tireless.model.TirelessException;

class IdentifierPropertyTest {
    @Property
    void bothOrdersWithColonsNameTheSame(@ForAll("identifiers") Identifier identifier) {
        assertThat(Identifier.parse(identifier.toString())).isEqualTo(identifier);
        assertThat(Identifier.parse(identifier.id())).isEqualTo(identifier);
        assertThat(Identifier.parseId(identifier.id())).isEqualTo(identifier);
    }

    @Property
    void aRowIsReadWhateverItsSpacingAndFurtherColumns(
            @ForAll("anyNames") Identifier identifier,
            @ForAll("blanks") String blanks,
            @ForAll("bars") String bar,
            @ForAll("columns") List<String> further) {
        String between = blanks + bar + blanks;
        StringBuilder row = new StringBuilder(blanks)
                .append(identifier.name())
                .append(between)
                .append(identifier.version())
                .append(between)
                .append(identifier.type().keyword())
                .append(between)
                .append(identifier.workspace().orElse(""));
        if (identifier.workspace().isPresent() || identifier.type().scope() == ResourceType.Scope.INSTANCE) {
            further.forEach(column -> row.append(between).append(column));
        }

        assertThat(Identifier.parse(row.toString())).isEqualTo(identifier);
    }

    @Property
    void anyTextIsReadOrRefusedWithASentence(@ForAll String text) {
        try {
            assertThat(Identifier.parse(text).name()).isNotBlank();
        } catch (TirelessException refusal) {
            assertThat(refusal.code()).isEqualTo(TirelessException.Code.USAGE);
            assertThat(refusal).hasMessageStartingWith("-i `" + text + "`: ");
        }
    }

    /** Of names that are no types: those leave no doubt about the order. */
    @Provide
    Arbitrary<Identifier> identifiers() {
        return identifiers(names().filter(name -> ResourceType.of(name).isEmpty()));
    }

    @Provide
    Arbitrary<Identifier> anyNames() {
        return identifiers(Arbitraries.oneOf(names(), Arbitraries.of("worker", "service", "stack", "v1", "v1beta")));
    }

    private static Arbitrary<Identifier> identifiers(Arbitrary<String> names) {
        return Combinators.combine(
                        Arbitraries.of(ResourceType.class),
                        Arbitraries.of("v1", "v1beta", "v1alpha", "v2alpha", "v1beta1"),
                        names,
                        names().optional())
                .as(Identifier::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(47)
                .filter(name -> !name.startsWith("-") && !name.endsWith("-"));
    }

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.strings().withChars(' ', '\t').ofMaxLength(5);
    }

    @Provide
    Arbitrary<String> bars() {
        return Arbitraries.of("|", "│", "||", "| |");
    }

    @Provide
    Arbitrary<List<String>> columns() {
        return Arbitraries.of("active", "running:2", "next:2024-01-23T14:30:00+05:30", "metis", "a user")
                .list()
                .ofMaxSize(3);
    }

    @Property
    void theWorkspaceOfAnInstanceIsDropped(@ForAll("identifiers") Identifier identifier) {
        boolean instance = identifier.type().scope() == ResourceType.Scope.INSTANCE;
        Identifier placed =
                new Identifier(identifier.type(), identifier.version(), identifier.name(), Optional.of("public"));

        assertThat(placed.workspace().isEmpty()).isEqualTo(instance);
    }
}
