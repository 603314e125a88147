package tireless.manifest;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to a manifest, reading it ends with values, and every problem has a place in the text. */
class MutationTest {
    static final String WHOLE = Reads.worker("""
            replicas: 2
            autoScaling: {enabled: true, minReplicas: 1, maxReplicas: 3}
            envs: {A: "1", B: $HOME, C: ${X}}
            secrets: [a, {name: b}]
            dataosVolumes: [{name: v, directory: d}]
            resources:
              requests: &r {cpu: 100m, memory: 64Mi}
              limits: {<<: *r, cpu: 1}
            topology: [{name: a, type: b}]
            stackSpec:
              shell: |
                while true; do echo "$$HOME ${!x} {{ y }}"; sleep 1; done
              workingDirectory: .
            tireless: {stallAfter: never, restart: {initial: 1s, max: 1m}}
            """) + "---\n# empty\n---\nname: x\ntype: service\n---\n" + """
            name: flow
            version: v1
            type: workflow
            workflow:
              schedule: {cron: "0 20 * * *", endOn: 2030-12-12, timezone: UTC}
              dag:
              - name: a
                spec: {stack: process, flare: {x: 1}}
              - {name: b, file: x.yaml, dependencies: [a], retry: {count: 1, duration: 5m}}
            ---
            name: s
            version: v1
            type: instance-secret
            instance-secret:
              type: key-value
              acl: r
              data: {a: $HOME, b: "x${{y}}", c: }
            ---
            name: st
            version: v1alpha
            type: stack
            stack:
              name: st
              version: "1.0"
              reconciler: stackManager
              ports: {servicePort: 80}
              workerConfig: {resourceTemplate: "{{ x }}"}
            ---
            name: c
            version: v1
            type: compute
            compute: {dataplane: hub, purpose: gpu, nodePool: {nodeSelector: {a: b}, tolerations: [{key: a}]}}
            """;
    static final List<String> PIECES = List.of(
            "\n",
            "  ",
            "\t",
            ":",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "|",
            ">",
            "&a ",
            "*a",
            "<<: ",
            "---\n",
            "...\n",
            "%YAML 1.2\n",
            "!!binary ",
            "!x ",
            "${{x}}",
            "${",
            "$$",
            "$A",
            "null",
            "~",
            "-1",
            "1e9",
            "0x",
            "\u0000",
            "\u0007",
            "\ufeff",
            "😀",
            "\ud800",
            "\u2028",
            "\u0085",
            "\r",
            "?",
            "@",
            "`",
            "%",
            "#",
            "worker:",
            "spec:",
            "stack:",
            "type: ",
            "é");

    @Test
    void readingNeverThrowsAndPlacesAreValid() {
        Random random = new Random(20_250_101);
        for (int round = 0; round < 10_000; round++) {
            Soundness.check(mutated(random));
        }
    }

    private static String mutated(Random random) {
        return mutated(WHOLE, random);
    }

    /** {@code whole} with one to four changes. */
    static String mutated(String whole, Random random) {
        StringBuilder text = new StringBuilder(whole);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(random.nextInt(at + 1), at));
                case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }
}
