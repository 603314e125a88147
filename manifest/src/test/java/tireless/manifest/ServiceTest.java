package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.manifest.kind.ServiceManifest;
import tireless.manifest.kind.ServicePort;

class ServiceTest {
    private static final String HEAD = """
            name: api
            version: v1
            type: service
            service:
              stack: process
            """;

    private static ManifestSet service(String section) {
        return Reads.lint(HEAD + section.indent(2));
    }

    @Test
    void aServiceHasPortsAnIngressAndAllThatAWorkerHas() {
        ManifestSet set = service("""
                servicePort: 8080
                servicePorts: [{name: admin, servicePort: 8081}]
                metricPort: 9090
                ingress: {enabled: true, path: "/nilus/system:api", stripPath: false, noAuthentication: true, appDetailSpec: "{}"}
                replicas: 2
                autoScaling: {enabled: true, minReplicas: 1, maxReplicas: 3, targetCPUUtilizationPercentage: 120}
                envs: {A: 1}
                beacon: {source: {type: database}}
                persistentVolume: {name: v, directory: d}
                dataosSecrets: [{name: s, allKeys: true, consumptionType: propfile}]
                topology: [{name: t, type: input}]
                """);
        assertThat(Reads.problems(set)).containsExactly("13:3 warning misspelt: `beacon` is read as `stackSpec`");
        assertThat(set.workers()).isEmpty();
        ServiceManifest service = (ServiceManifest) set.all().getFirst();
        assertThat(service.service().ports()).extracting(ServicePort::number).containsExactly(8080, 8081);
        assertThat(service.service().ingress().orElseThrow().path()).contains("/nilus/system:api");
        assertThat(service.service().scaling().replicas()).hasValue(2);
        assertThat(service.service().task().stack().spec().get("source")).isPresent();
        assertThat(service.valueAt("service", "servicePort").line()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "servicePort: 0 | 6:16 error bad-value: `servicePort` can not be `0`",
                "metricPort: 65536 | 6:15 error bad-value: `metricPort` can not be `65536`",
                "servicePorts: [{name: a}] | 6:18 error missing-attribute: `servicePort` is missing",
                "ingress: {path: api} | 6:19 error bad-value: the path `api` does not begin with a slash",
                "ingres: {path: /api} | 6:3 error unknown-attribute: unknown attribute `ingres`",
                "logLevel: loud | 6:13 error bad-value: `logLevel` can not be `loud`",
            })
    void whatCanNotWorkIsAnErrorAtItsPlace(String written, String problem) {
        assertThat(Reads.problems(service(written))).containsExactly(problem);
    }

    @Test
    void aPortOrItsNameTwiceIsAnError() {
        assertThat(Reads.problems(service("""
                        servicePort: 80
                        servicePorts:
                          - {name: a, servicePort: 80}
                          - {name: a, servicePort: 81}
                        """)))
                .containsExactly(
                        "8:30 error duplicate-port: another port here has the same number",
                        "9:14 error duplicate-port: another port here has the same name");
    }

    @Test
    void aWayToGetSecretsThatNobodyKnowsIsAWarning() {
        assertThat(Reads.problems(service("dataosSecrets: [{name: s, consumptionType: hola}]")))
                .containsExactly(
                        "6:46 warning unusual-value: `hola` is not known as a value of `consumptionType`; it is handed over as its stack says, else as environment variables");
    }

    @Test
    void anAttributeThatIsNotIndentedIsToBeIndented() {
        ManifestSet set = Reads.lint(HEAD + "servicePort: 80\n");
        assertThat(Reads.problems(set)).containsExactly("6:1 error unknown-attribute: unknown attribute `servicePort`");
        assertThat(set.problems().getFirst().hint()).contains("it belongs into the section `service`: indent it");
    }

    @Test
    void itIsNotRunYet() {
        assertThat(Reads.problems(Reads.run(HEAD)))
                .containsExactly("3:7 error unsupported-type: this build does not run services yet");
        assertThat(Reads.read(HEAD, ReadOptions.of(Purpose.LINT, Map.of())).problems())
                .isEmpty();
    }
}
