package tireless.buildrules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which package of a module may use which; Maven refuses cycles of modules only, and lets transitive use pass. */
class ModuleDirectionTest {

    private static final Map<String, Set<String>> ALLOWED = allowed();

    private final JavaClasses classes =
            new ClassFileImporter().importPaths(Checkout.ofThisBuild().mainClasses());

    @TestFactory
    Stream<DynamicTest> modulesUseOnlyWhatTheyMay() {
        return ALLOWED.keySet().stream()
                .map(module -> DynamicTest.dynamicTest(
                        module,
                        () -> noClasses()
                                .that(resideIn(module))
                                .should()
                                .dependOnClassesThat(forbiddenFor(module))
                                .allowEmptyShould(true)
                                .check(classes)));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("tireless.(**)").should().beFreeOfCycles().check(classes);
    }

    private static Map<String, Set<String>> allowed() {
        var map = new LinkedHashMap<String, Set<String>>();
        map.put("model", Set.of());
        map.put("linux", Set.of("model"));
        map.put("throughput", Set.of("model"));
        map.put("signal", Set.of("throughput", "model"));
        map.put("relay", Set.of("signal", "throughput", "linux", "model"));
        map.put("image", Set.of());
        map.put("scale", Set.of("model"));
        map.put("trigger", Set.of("scale", "model"));
        map.put("manifest", Set.of("model"));
        map.put("gotemplate", Set.of());
        map.put("stack", Set.of("manifest", "gotemplate", "model"));
        map.put("plan", Set.of("model"));
        map.put("json", Set.of());
        map.put("api", Set.of("json", "model"));
        map.put("client", Set.of("api", "json", "model"));
        map.put("store", Set.of("plan", "json", "model"));
        map.put("engine", Set.of("model"));
        map.put("secret", Set.of("runtime", "store", "plan", "linux", "json", "model"));
        map.put("autoscale", Set.of("scale", "trigger", "secret", "engine", "runtime", "store", "plan", "model"));
        map.put("series", Set.of("engine", "store", "model"));
        map.put("notify", Set.of("store", "json", "model"));
        map.put(
                "control",
                Set.of("autoscale", "series", "secret", "engine", "store", "plan", "stack", "manifest", "model"));
        map.put("runtime", Set.of("throughput", "model"));
        map.put("reconcile", Set.of("engine", "runtime", "throughput", "model"));
        map.put("kubernetes", Set.of("engine", "throughput", "model"));
        map.put("runtime.process", Set.of("runtime", "linux", "signal", "throughput", "model"));
        map.put("runtime.container", Set.of("runtime.process", "runtime", "linux", "throughput", "model"));
        map.put(
                "server",
                Set.of(
                        "control",
                        "autoscale",
                        "scale",
                        "series",
                        "secret",
                        "engine",
                        "store",
                        "plan",
                        "manifest",
                        "api",
                        "json",
                        "model"));
        map.put("chaos", Set.of("client", "api", "linux", "model"));
        map.put("testing", Set.of("json", "engine", "runtime", "throughput", "store", "plan", "model"));
        return map;
    }

    private static DescribedPredicate<JavaClass> resideIn(String module) {
        return DescribedPredicate.describe("reside in module " + module, type -> module.equals(moduleOf(type)));
    }

    private static DescribedPredicate<JavaClass> forbiddenFor(String module) {
        var allowed = ALLOWED.getOrDefault(module, Set.of());
        return DescribedPredicate.describe("are neither of " + module + " nor of " + allowed, type -> {
            String other = moduleOf(type);
            return !other.isEmpty() && !other.equals(module) && !allowed.contains(other);
        });
    }

    /** The module that a class of ours belongs to; empty for any other class. */
    private static String moduleOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith("tireless.")) {
            return "";
        }
        String inside = name.substring("tireless.".length());
        for (String driver : Set.of("runtime.process", "runtime.container")) {
            if (inside.equals(driver) || inside.startsWith(driver + ".")) {
                return driver;
            }
        }
        int end = inside.indexOf('.');
        return end < 0 ? inside : inside.substring(0, end);
    }
}
