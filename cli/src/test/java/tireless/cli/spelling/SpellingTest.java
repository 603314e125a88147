package tireless.cli.spelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.model.TirelessException;

class SpellingTest {
    private static final Map<String, Set<String>> PLAIN = Map.of(
            "get", Set.of("-t", "-n", "-w", "-o", "--tags", "--owner", "-a", "-h"),
            "apply", Set.of("-f", "-w", "-R", "--disable-interpolation"),
            "logs", Set.of("-t", "-n", "-w", "-f", "-l", "--node"),
            "log", Set.of("-t", "-n", "-w", "-f", "-l", "--node"),
            "run", Set.of("-w"));

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** The words of a line, as a shell would have them. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return words;
    }

    private static Rewritten rewritten(String line, boolean always) {
        return new Spelling(PLAIN, always).rewrite(words(line));
    }

    private static String plain(Rewritten rewritten) {
        assertThat(rewritten).isInstanceOf(Rewritten.Plain.class);
        return String.join(" ", ((Rewritten.Plain) rewritten).arguments());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "resource apply -f w.yaml ~ apply -f w.yaml --yes",
                "resource apply -f w.yaml -w sandbox -R ~ apply -f w.yaml -w sandbox -R --yes",
                "resource apply w.yaml ~ apply --yes w.yaml",
                "apply --manifestFile=w.yaml --disable-resolve-stack ~ apply -f w.yaml --yes",
                "apply -f w.yaml -l ~ lint -f w.yaml",
                "apply -f w.yaml --lint -w public ~ lint -f w.yaml -w public",
                "apply -d -f w.yaml ~ plan -f w.yaml",
                "create -f w.yaml --tls-allow-insecure ~ apply -f w.yaml --yes",
                "resource update -f w.yaml --disable-interpolation ~ apply -f w.yaml --disable-interpolation --yes",
                "resource get -t worker -w public ~ get -t worker -w public",
                "-t workflow -w public get -a ~ get -t workflow -w public",
                "resource get -t service -n ping -v v1 ~ get -t service -n ping",
                "resource get -i \"pulse | v1beta | worker | public\" ~ get worker/pulse -w public",
                "get --id service:v1:ping:sandbox ~ get service/ping -w sandbox",
                "resource get -o iamgroot -d --tags ~ get -o wide --owner iamgroot --tags",
                "resource get -o json ~ get -o json",
                "get -t worker -r --refreshRate 2 ~ get -t worker --refresh --refreshRate 2",
                "get runtime -w public -t worker -n pulse --version v1 ~ get runtime -t worker -n pulse -w public",
                "runtime get -i pulse:v1beta:worker --node pulse-0 -y ~ get runtime worker/pulse --node pulse-0 -o yaml",
                "-t service -w public -n x get runtime -r ~ get runtime -t service -n x -w public --refresh",
                "-i \" pulse | v1beta | worker | public\" --node pulse-0 get runtime ~"
                        + " get runtime worker/pulse -w public --node pulse-0",
                "-i \"pulse | v1beta | worker | public\" --node pulse-0 log ~ logs worker/pulse -w public --node pulse-0",
                "resource log -t worker -n pulse -f -l 10 ~ logs -t worker -n pulse -f -l 10",
                "logs -i worker:v1beta:pulse:public -c pulse-0-main -r ~ logs worker/pulse -w public",
                "-i \"pulse | v1beta | worker | public\" delete ~ delete worker/pulse -w public --yes",
                "resource delete -f w.yaml --force ~ delete -f w.yaml --force --yes",
                "-w public -t workflow -n daily delete ~ delete -t workflow -n daily -w public --yes",
                "runtime pause -t workflow -n daily -w public ~ pause -t workflow -n daily -w public",
                "resource runtime resume -i \"daily | v1 | workflow | public\" ~ resume workflow/daily -w public",
                "runtime stop --id worker:v1beta:pulse ~ stop worker/pulse",
                "runtime re-run -n daily -t workflow ~ restart -t workflow -n daily",
                "runtime run -n daily -t workflow ~ restart -t workflow -n daily",
                "resource run -f w.yaml --stream-logs ~ run w.yaml",
                "develop generate -t worker ~ example worker",
                "develop schema generate -t service -v v1 ~ schema service",
                "develop schema get resource ~ schema",
                "develop types ~ __types",
                "help ~ --help",
                "resource apply -f w.yaml --help ~ apply -f w.yaml --yes --help",
                "develop stack versions ~ __stacks",
                "health ~ server status",
                "version ~ --version",
                "user get ~ __user",
                "context list ~ __contexts",
                "workspace get -l user --tls-allow-insecure ~ workspace get -l user",
                "workspace create -n lab -d \"for trials\" --labels a:b ~ workspace create -n lab -d for trials --labels a:b",
                "workspace delete -n lab ~ workspace delete --yes -n lab"
            })
    void aLineOfDataOs(String line, String plain) {
        assertThat(plain(rewritten(line, true))).isEqualTo(plain);
        assertThat(plain(rewritten(line, false))).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run w.yaml -w public",
                "get -t worker -n pulse -o json",
                "get worker/pulse",
                "logs pulse -f -l -1",
                "apply -f w.yaml",
                "history pulse",
                "scale pulse 3",
                "--help",
                "--version",
                "",
                "frobnicate -i x",
                "get --frobnicate"
            })
    void aPlainLineStaysAsItIs(String line) {
        assertThat(plain(rewritten(line, false))).isEqualTo(line);
    }

    /** `-n` of a plain command may mean something else than a name. */
    @Test
    void underItsOwnNameTheLineIsAlwaysOfDataOs() {
        assertThat(plain(rewritten("get -o iamgroot", true))).isEqualTo("get --owner iamgroot");
        assertThat(plain(rewritten("get -o iamgroot", false))).isEqualTo("get -o iamgroot");
        assertThat(plain(rewritten("history pulse", true))).isEqualTo("history pulse");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp-stream -t service -n x",
                "resource tcp-stream -t service -n x",
                "login",
                "init",
                "maintenance collect-garbage -d 168h",
                "operate log-stream",
                "view -a app",
                "tui -w public",
                "doc",
                "context select -n other",
                "user apikey create -n x -d 1h",
                "develop start",
                "develop observability monitor equation -f m.yaml",
                "develop schema get api",
                "develop stack image-pull-secret -s x",
                "domain",
                "runtime",
                "runtime --help",
                "resource",
                "jq -f w.yaml --filter .name",
                "product get",
                "role get",
                "apply -f w.yaml -r",
                "log -t worker -n pulse -c wait",
                "resource run -f w.yaml --run-timeout-duration 5m"
            })
    void whatHasNoMeaningHereSaysWhatToUse(String line) {
        for (boolean always : List.of(true, false)) {
            assertThat(rewritten(line, always))
                    .isInstanceOfSatisfying(
                            Rewritten.Instead.class,
                            instead -> assertThat(instead.sentence())
                                    .isNotBlank()
                                    .doesNotContain("\n")
                                    .doesNotContainIgnoringCase("unknown command"));
        }
    }

    @Test
    void theVerbIsKeptAsTheUserSaidIt() {
        assertThat(rewritten("runtime re-run -n daily", true))
                .isInstanceOfSatisfying(
                        Rewritten.Plain.class, said -> assertThat(said.verb()).isEqualTo("re-run"));
        assertThat(rewritten("resource create -f w.yaml", true))
                .isInstanceOfSatisfying(
                        Rewritten.Plain.class, said -> assertThat(said.verb()).isEqualTo("create"));
    }

    @Test
    void aWrongIdentifierIsRefused() {
        assertThatThrownBy(() -> rewritten("get -i pulse", true))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("-i `pulse`: it has 1 of the three parts");
    }

    @Test
    void aFlagWhoseValueIsMissingIsLeftToThePlainCommand() {
        assertThat(plain(rewritten("resource get -t", true))).isEqualTo("get -t");
    }
}
