package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every attribute and every contradiction that the inventory of DataOS lists, section by section: what is written, and what lint
 * says of it. Nothing behind the arrow means no problem.
 */
class SectionsTest {
    private static final String META = "name: a\nversion: %s\ntype: %s\n";
    private static final String WORKER = META.formatted("v1beta", "worker") + "worker:\n  stack: x\n";
    private static final String SERVICE = META.formatted("v1", "service") + "service:\n  stack: x\n";
    private static final String WORKFLOW =
            META.formatted("v1", "workflow") + "workflow:\n  dag:\n  - {name: j, spec: {stack: x}}\n";
    private static final String JOB = META.formatted("v1", "workflow") + "workflow:\n  dag:\n  - name: j\n";
    private static final String SPEC = JOB + "    spec:\n      stack: x\n";
    private static final String SECRET = META.formatted("v1", "secret") + "secret:\n  acl: r\n";
    private static final String VOLUME = META.formatted("v1beta", "volume") + "volume:\n";
    private static final String COMPUTE = META.formatted("v1", "compute") + "compute:\n  dataplane: hub\n";
    private static final String STACK =
            META.formatted("v1alpha", "stack") + "stack:\n  name: x\n  version: \"1.0\"\n  reconciler: stackManager\n";

    @TestFactory
    Stream<DynamicTest> meta() {
        return rows(WORKER, 0, """
                tags: [a, dataos:type:resource] ->
                tags: ->
                tags: [] ->
                tags: [a, ] ->
                tags: ["", 1, true] ->
                tags: [~] -> warning unusual-value: an entry of `tags` is empty; it has no effect
                tags: a -> error wrong-type: `tags` must be a list, not `a`
                description: 12 ->
                owner: me ->
                layer: users ->
                layer: system ->
                workspace: sandbox ->
                workspace: ->
                workspace: Sand Box -> error bad-name: the workspace `Sand Box` may hold only lower-case letters, digits and hyphens
                title: X ->
                status: {builder: {x: y}} -> warning misspelt: `status` is what a platform adds; it is ignored
                stamp: -7g5p -> warning misspelt: `stamp` is what a platform adds; it is ignored
                replicas: 1 -> error unknown-attribute: unknown attribute `replicas`
                entity: x -> error unknown-attribute: unknown attribute `entity`
                """);
    }

    @TestFactory
    Stream<DynamicTest> names() {
        return rows("version: v1beta\ntype: worker\nworker: {stack: x}\n", 0, """
                name: a ->
                name: 7 ->
                name: "0a-b-9" ->
                name: %s ->
                name: %sa -> error bad-name: the name `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…` has 48 characters; 47 are allowed
                name: a_b -> error bad-name: the name `a_b` may hold only lower-case letters, digits and hyphens
                name: A -> error bad-name: the name `A` may hold only lower-case letters, digits and hyphens
                name: a- -> error bad-name: the name `a-` begins or ends with a hyphen
                """.formatted(
                        "a".repeat(47), "a".repeat(47)));
    }

    @TestFactory
    Stream<DynamicTest> versions() {
        return Stream.of(
                        row("worker", "v1beta", "worker: {stack: x}", ""),
                        row("worker", "v2alpha", "spec: {stack: x}", ""),
                        row(
                                "worker",
                                "v1",
                                "worker: {stack: x}",
                                "warning unusual-version: a worker has version v1beta, not `v1`; it is read all the same"),
                        row("service", "v1", "service: {stack: x}", ""),
                        row(
                                "service",
                                "v1beta1",
                                "service: {stack: x}",
                                "warning unusual-version: a service has version v1, not `v1beta1`; it is read all the same"),
                        row(
                                "workflow",
                                "v1beta",
                                "workflow: {dag: [{name: j, spec: {stack: x}}]}",
                                "warning unusual-version: a workflow has version v1, not `v1beta`; it is read all the same"),
                        row("compute", "v1beta", "compute: {dataplane: hub, purpose: gpu, nodePool: {}}", ""),
                        row("compute", "v1", "compute: {dataplane: hub, purpose: query, nodePool: {}}", ""),
                        row("workspace", "v1beta1", "labels: {}", ""),
                        row("instance-secret", "v1", "instance-secret: {type: key-value, acl: r, data: {}}", ""),
                        row(
                                "stack",
                                "v1alpha",
                                "stack: {name: a, version: \"1.0\", reconciler: x-stack}",
                                "warning unusual-value: `x-stack` is not known as a value of `reconciler`; it has no effect"))
                .map(row -> test(row.get(0), row.get(1)));
    }

    private static List<String> row(String type, String version, String section, String problem) {
        return List.of(META.formatted(version, type) + section + "\n", problem);
    }

    @TestFactory
    Stream<DynamicTest> whatAllStacksHave() {
        String rows = """
                compute: runnable-x ->
                stackSpec: {a: 1} ->
                stackSpec: ->
                title: t ->
                description: d ->
                tags: [a] ->
                logLevel: INFO ->
                logLevel: Info ->
                logLevel: WARNING ->
                logLevel: TRACE -> warning unusual-value: `logLevel` `TRACE` is read as `DEBUG`
                logLevel: loud -> error bad-value: `logLevel` can not be `loud`
                configs: {a.conf: ./a.conf} ->
                envs: {A: 60000, B: true, C: 1.5, D: , E: ~, F: "", G: 2024-01-01} ->
                envs: {a.b: 1, x-y: 2} -> warning bad-env-name: `a.b` is no name of an environment variable for a shell, warning bad-env-name: `x-y` is no name of an environment variable for a shell
                envs: {a b: 1} -> error bad-env-name: `a b` can not name an environment variable
                envs: [{name: A, value: b}] -> error wrong-type: `envs` must be a mapping, not a list
                secrets: [a, b] ->
                secrets: a ->
                secrets: [{name: a, workspace: w, allKeys: true}] ->
                dataosSecrets: [{name: a, allKeys: true, consumptionType: envVars}] ->
                dataosSecrets: [{name: a, workspace: w, keys: [k]}] ->
                dataosSecrets: [{name: a, workspace: w}] ->
                dataosSecrets: {name: a, key: k} ->
                dataosSecrets: [{name: a, consumptionType: propfile}] ->
                dataosSecrets: [{name: a, consumptionType: hola}] -> warning unusual-value: `hola` is not known as a value of `consumptionType`; it is handed over as its stack says, else as environment variables
                dataosSecrets: [{allKeys: true}] -> error missing-attribute: `name` is missing
                dataosVolumes: [{name: v, directory: d, readOnly: true, subPath: s}] ->
                dataosVolumes: [{name: v}] -> error missing-attribute: `directory` is missing
                tempVolume: v ->
                persistentVolume: {name: v, directory: d, readOnly: false, subPath: s} ->
                resources: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 2000m, memory: 2G}} ->
                resources: {requests: {cpu: 0.5, memory: 1e9}} ->
                resources: ->
                resource: {limits: {cpu: 1}} -> warning misspelt: `resource` is read as `resources`
                resources: {limit: {cpu: 1}} -> warning misspelt: `limit` is read as `limits`
                resources: {requests: {cpu: 2}, limits: {cpu: 1}} -> error requests-above-limits: the request for cpu is more than its limit, so it can never be met
                resources: {requests: {cpu: 100Mi}} -> error bad-quantity: `100Mi` is an amount of memory; `cpu` counts cores
                resources: {limits: {memory: 500m}} -> error bad-quantity: `500m` is a fraction of a byte; `memory` counts bytes
                dryRun: false ->
                dryRun: yes ->
                dryRun: "false" -> error wrong-type: `dryRun` must be true or false, not the text `false`
                runAsUser: me ->
                runAsApiKey: "****" ->
                topology: [{name: a, type: input, doc: d, sql: s, properties: {a: b}, dependencies: [b]}] -> warning topology: there is no step `b` in this topology
                topology: [{name: a, type: input}, {name: b, type: output, dependencies: [a]}] ->
                topology: [{name: a, type: step, dependencies: [a]}] -> warning topology: the step `a` depends on itself
                topology: {name: a, type: step} ->
                tier: connect -> warning misspelt: `tier` has no effect; it is ignored
                stamp: -7g5p -> warning misspelt: `stamp` is what a platform adds; it is ignored
                flare: {job: {}} -> warning misspelt: `flare` is read as `stackSpec`
                soda: {} -> warning misspelt: `soda` is read as `stackSpec`
                alpha: {image: x} -> warning misspelt: `alpha` is read as `stackSpec`
                frobnicate: 1 -> error unknown-attribute: unknown attribute `frobnicate`
                """;
        return Stream.concat(rows(SERVICE, 2, rows), rows(SPEC, 6, rows));
    }

    @TestFactory
    Stream<DynamicTest> stacks() {
        return rows(META.formatted("v1", "service") + "service:\n", 2, """
                stack: bento ->
                stack: bento-worker:3.0 ->
                stack: soda+python:1.0 ->
                stack: beacon+rest ->
                stack: "pulsar-function+lakehouse-sink:3.0" ->
                stack: 7 ->
                stack: a b -> error bad-value: `a b` names no stack
                stack: -> error missing-attribute: `stack` is missing
                """);
    }

    @TestFactory
    Stream<DynamicTest> worker() {
        return rows(WORKER, 2, """
                replicas: 0 ->
                replicas: -1 -> error bad-value: `replicas` can not be `-1`
                autoScaling: {enabled: false, minReplicas: 1, maxReplicas: 2, targetCPUUtilizationPercentage: 120, targetMemoryUtilizationPercentage: 120} ->
                autoscaling: {enabled: false} -> warning misspelt: `autoscaling` is read as `autoScaling`
                highAvailabilityConfig: {level: hostname, mode: preferred} ->
                highAvailabilityConfig: {level: rack} -> error bad-value: `level` can not be `rack`
                servicePort: 80 -> error ingress-in-worker: a Worker has no ingress port, so it can not have `servicePort`
                servicePorts: [] -> error ingress-in-worker: a Worker has no ingress port, so it can not have `servicePorts`
                ingress: {} -> error ingress-in-worker: a Worker has no ingress port, so it can not have `ingress`
                metricPort: 1 -> error ingress-in-worker: a Worker has no ingress port, so it can not have `metricPort`
                ingres: {} -> error unknown-attribute: unknown attribute `ingres`
                schedule: {} -> error unknown-attribute: unknown attribute `schedule`
                """);
    }

    @TestFactory
    Stream<DynamicTest> service() {
        return rows(SERVICE, 2, """
                servicePort: 8080 ->
                servicePort: "8080" -> warning misspelt: `servicePort` is a number; the text `8080` is read as one
                servicePort: http -> error wrong-type: `servicePort` must be a whole number, not `http`
                servicePorts: [{name: a, servicePort: 1}, {name: b, servicePort: '2'}] -> warning misspelt: `servicePort` is a number; the text `2` is read as one
                metricPort: 8093 ->
                replicas: 2 ->
                autoScaling: {enabled: true} ->
                highAvailabilityConfig: {level: zone, mode: required} ->
                ingress: {enabled: true, path: "/a/system:b", stripPath: true, noAuthentication: false, appDetailSpec: '{"icon": "data:image/png;base64,AAAA"}', apiDetailSpec: {}} ->
                ingress: {enabled: true} ->
                ingress: ->
                ingress: {path: a} -> error bad-value: the path `a` does not begin with a slash
                """);
    }

    @TestFactory
    Stream<DynamicTest> workflow() {
        return rows(WORKFLOW, 2, """
                title: x ->
                schedule: {cron: '*/60 * * * *', concurrencyPolicy: Forbid, endOn: 2022-01-01T23:40:45Z, timezone: Asia/Kolkata} ->
                schedule: {cron: 00 20 * * *} ->
                schedule: {cron: '0 0 12 * * ?'} ->
                schedule: {cron: '0 0 12 * * ? *'} -> warning bad-cron: the seventh field, the year, has no effect
                schedule: {cron: '@hourly', endOn: '2022-01-01 23:59:59'} ->
                schedule: {cron: '* * * *'} -> error bad-cron: `* * * *` is no cron expression: it has 4 fields
                schedule: {cron: '1 * * * *', concurrencyPolicy: replace} -> warning misspelt: `replace` is read as `Replace`
                schedule: {cron: '1 * * * *', timezone: IST} -> error bad-value: there is no time zone `IST`
                schedule: ->
                schedule: {} -> error missing-attribute: `cron` is missing
                startOn: x -> error unknown-attribute: unknown attribute `startOn`
                """);
    }

    @TestFactory
    Stream<DynamicTest> dags() {
        return rows(META.formatted("v1", "workflow") + "workflow:\n", 2, """
                dag: {name: j, spec: {stack: x, flare: {}}} -> warning unusual-value: `dag` is a list of jobs; this mapping is read as its only one, warning misspelt: `flare` is read as `stackSpec`
                dag: [] -> error bad-value: `dag` has no job
                dag: -> error missing-attribute: `dag` is missing
                dag: [{name: 7a, spec: {stack: x}}] -> error bad-name: the job name `7a` begins with a digit
                dag: [{name: a, spec: {stack: x}}, {name: b, file: y, dependencies: a}] ->
                """);
    }

    @TestFactory
    Stream<DynamicTest> jobs() {
        return Stream.concat(rows(SPEC, 4, """
                title: x ->
                description: x ->
                tags: [x] ->
                gcWhenComplete: true ->
                retry: {count: 1, strategy: OnFailure, duration: 30s, maxDuration: 10} ->
                retry: {count: 2, strategy: OnTransientError} ->
                retry: {strategy: Never} -> error bad-value: `strategy` can not be `Never`
                dependencies: [] ->
                dependencies: ->
                dependencies: k -> error unknown-job: there is no job `k` in this Workflow
                """), rows(JOB, 4, """
                file: /home/x/y.yaml ->
                spec: {file: x.yaml, retry: {count: 1}, title: t, tags: [a]} ->
                spec: {stack: x, retry: {count: 1, strategy: Always}, gcWhenComplete: false} ->
                spec: {stack: x, replicas: 2} -> error unknown-attribute: unknown attribute `replicas`
                spec: -> error missing-attribute: the job has neither `spec` nor `file`
                """));
    }

    @TestFactory
    Stream<DynamicTest> secrets() {
        return rows(SECRET, 2, """
                type: key-value\\n  data: {a: b, A.b_c-d: 1, n: , t: true} ->
                type: key-value-properties\\n  data: {a: b} ->
                type: cloud-kernel\\n  data: {a: b} ->
                type: cloud-kernel-image-pull\\n  data: {.dockerconfigjson: "{}"} ->
                type: certificate\\n  files: {truststoreLocation: t, keystoreLocation: k} ->
                type: certificates\\n  truststoreLocation: t\\n  keystoreLocation: k ->
                type: key-value\\n  data: {a: b}\\n  key_json: /x/y.json ->
                type: key-value\\n  file: x ->
                type: key-value\\n  data: ->
                type: key-value -> error missing-attribute: `data` is missing
                type: opaque\\n  data: {} -> error bad-value: `type` can not be `opaque`
                type: key-value\\n  data: {a b: c} -> error bad-key: this can not be a key of `data`
                """);
    }

    @TestFactory
    Stream<DynamicTest> volumesAndComputes() {
        return Stream.concat(rows(VOLUME, 2, """
                size: 10Ti\\n  accessMode: ReadOnlyMany\\n  type: temp ->
                size: 500Mi\\n  accessMode: ReadWriteOnce\\n  type: CloudPersistent ->
                size: 1Gi\\n  accessMode: ReadWriteMany\\n  type: Persistent -> warning misspelt: `Persistent` is read as `persistent`
                size: 1\\n  accessMode: RWO\\n  type: temp -> error bad-value: `accessMode` can not be `RWO`
                """), rows(COMPUTE, 2, """
                purpose: gpu\\n  nodePool: {nodeSelector: {dataos.io/purpose: gpu}, tolerations: [{key: k, operator: Exists, effect: NoExecute}]} ->
                purpose: query\\n  nodePool: {nodeSelector: {a: b}, tolerations: } ->
                purpose: tea\\n  nodePool: {} -> error bad-value: `purpose` can not be `tea`
                """));
    }

    @TestFactory
    Stream<DynamicTest> stackResources() {
        return rows(STACK, 2, """
                flavor: f ->
                dataOsAddressJqFilters: ['.datasets[] | select(type=="object")'] ->
                secretProjection: {type: env} -> warning unusual-value: `env` is not known as a value of `type`; they are handed over as environment variables
                secretProjection: {type: propFile} ->
                image: {registry: r, repository: p, image: i, tag: 1.0, auth: {imagePullSecret: s}} ->
                command: [a]\\n  arguments: [b] ->
                argument: [b] -> warning misspelt: `argument` is read as `arguments`
                environmentVars: {A: "dataos://x", B: 1} ->
                environmentVars: {"A=B": x, C: 1} -> error bad-env-name: `A=B` can not name an environment variable
                ports: {name: a, servicePort: 80, targetPort: 8080} ->
                ports: [{name: a, servicePort: 80}] ->
                stackSpecValueSchema: {jsonSchema: "{}"} ->
                stackSpecValueSchema: {jsonSchema: {type: object}} ->
                workerConfig: {resourceTemplate: "{{ .Name }}", configFileTemplate: ""} ->
                serviceConfig: {conatinerResourceTemplate: "$X ${{y}}"} -> warning misspelt: `conatinerResourceTemplate` is read as `containerResourceTemplate`
                workflowJobConfig: {resourceTemplateConfig: {resourceTemplate: r, successCondition: s, failureCondition: f}} ->
                workerConfig: {resourceTemplateConfig: {resourceTemplate: r, successCondition: "status.state == DONE,status.left < 1"}} ->
                workerConfig: {resourceTemplateConfig: {resourceTemplate: r, failureCondition: "state = A or B"}} -> warning unusual-value: `failureCondition` is no condition that can be judged, so it never holds
                """);
    }

    @TestFactory
    Stream<DynamicTest> typesThatAreRefusedByName() {
        return Stream.of(
                        "bundle bundles",
                        "cluster clusters",
                        "database databases",
                        "dataplane dataplanes",
                        "depot depots",
                        "grant grants",
                        "lakehouse lakehouses",
                        "lens lenses",
                        "monitor monitors",
                        "operator operators",
                        "pager pagers",
                        "policy policies",
                        "resource resources of an operator",
                        "data data products")
                .map(words -> words.split(" ", 2))
                .map(words -> test(
                        META.formatted("v1alpha", words[0]) + words[0] + ":\n  a: ${{x}}\n  b: $X\n",
                        "error unsupported-type: Tireless has no " + words[1]));
    }

    /** Each row is put below {@code head}, indented by {@code spaces}. */
    private static Stream<DynamicTest> rows(String head, int spaces, String rows) {
        return rows.lines().filter(row -> !row.isBlank()).map(row -> {
            int arrow = row.lastIndexOf("->");
            String written = row.substring(0, arrow).strip().replace("\\n", "\n");
            return test(
                    head + " ".repeat(spaces) + written + "\n",
                    row.substring(arrow + 2).strip());
        });
    }

    private static DynamicTest test(String text, String problems) {
        return DynamicTest.dynamicTest(
                text + " -> " + problems,
                () -> assertThat(Reads.lint(text).problems().stream()
                                .map(problem -> "%s %s: %s"
                                        .formatted(
                                                problem.isError() ? "error" : "warning",
                                                problem.code(),
                                                problem.message()))
                                .toList())
                        .as(text)
                        .hasToString("[" + problems + "]"));
    }
}
