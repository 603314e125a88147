package tireless.buildrules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodeRulesTest {

    private static final int MOST_PARAMETERS = 8;
    private static final Set<String> CLOCKS_OF_SYSTEM = Set.of("currentTimeMillis", "nanoTime");

    private final JavaClasses classes =
            new ClassFileImporter().importPaths(Checkout.ofThisBuild().mainClasses());

    @Test
    void timeIsGiven() {
        noClasses()
                .that()
                .resideOutsideOfPackages("tireless.cli..", "tireless.linux..")
                .should()
                .accessTargetWhere(readsAClock())
                .because("the composition root hands the clock to whoever needs it")
                .check(classes);
    }

    @Test
    void onlyTheCommandLineWritesToTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackages("tireless.cli..", "tireless.chaos")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(classes);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)")
                .check(classes);
    }

    @Test
    void constructorsTakeFewParameters() {
        constructors().should(takeFewParameters()).check(classes);
    }

    /** Calls and method references alike. */
    private static DescribedPredicate<JavaAccess<?>> readsAClock() {
        return DescribedPredicate.describe("reads a clock", access -> {
            String name = access.getName();
            JavaClass owner = access.getTargetOwner();
            return (owner.isEquivalentTo(Instant.class) && name.equals("now"))
                    || (owner.isEquivalentTo(System.class) && CLOCKS_OF_SYSTEM.contains(name))
                    || (owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.startsWith("tick")));
        });
    }

    private static ArchCondition<JavaConstructor> takeFewParameters() {
        return new ArchCondition<>("take at most " + MOST_PARAMETERS + " parameters") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                int count = constructor.getRawParameterTypes().size();
                if (count > MOST_PARAMETERS) {
                    events.add(
                            SimpleConditionEvent.violated(constructor, constructor.getFullName() + " takes " + count));
                }
            }
        };
    }
}
