package tireless.trigger.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;
import tireless.model.Problem;
import tireless.model.scaling.ScaleTrigger;
import tireless.trigger.TriggerProblem;

/** Types of triggers that the catalog has not: known to KEDA alone, or unknown. */
final class ForeignTypes {
    /** KEDA's own, as of 2.21. */
    private static final Set<String> OF_KEDA = Set.of(
            "activemq",
            "apache-kafka",
            "arangodb",
            "artemis-queue",
            "aws-cloudwatch",
            "aws-dynamodb",
            "aws-dynamodb-streams",
            "aws-kinesis-stream",
            "aws-sqs-queue",
            "azure-app-insights",
            "azure-blob",
            "azure-data-explorer",
            "azure-eventhub",
            "azure-log-analytics",
            "azure-monitor",
            "azure-pipelines",
            "azure-queue",
            "azure-servicebus",
            "beanstalkd",
            "cassandra",
            "couchdb",
            "datadog",
            "dynatrace",
            "elasticsearch",
            "etcd",
            "external",
            "external-push",
            "forgejo-runner",
            "gcp-cloudtasks",
            "gcp-pubsub",
            "gcp-stackdriver",
            "gcp-storage",
            "github-runner",
            "graphite",
            "huawei-cloudeye",
            "ibmmq",
            "influxdb",
            "kubernetes-resource",
            "kubernetes-workload",
            "liiklus",
            "loki",
            "mongodb",
            "mssql",
            "mysql",
            "nats-jetstream",
            "new-relic",
            "nsq",
            "openstack-metric",
            "openstack-swift",
            "predictkube",
            "pulsar",
            "selenium-grid",
            "solace-event-queue",
            "solarwinds",
            "solr",
            "splunk",
            "splunk-observability",
            "stan",
            "sumologic",
            "temporal");

    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(3);

    private ForeignTypes() {}

    static TriggerProblem unknown(String type, Collection<String> known) {
        Set<String> all = new TreeSet<>(known);
        all.addAll(ScaleTrigger.OF_REPLICAS);
        String what = OF_KEDA.contains(type)
                ? "KEDA knows triggers of type `" + type + "`, and this build of Tireless does not"
                : "there is no trigger of type `" + type + "`";
        String instead = OF_KEDA.contains(type) ? "`prometheus` and `metrics-api` read whatever exports numbers; " : "";
        return new TriggerProblem(
                Problem.Severity.ERROR,
                "unknown-trigger",
                Optional.empty(),
                what,
                Optional.of(instead + nearest(type, all) + "known: " + String.join(", ", List.copyOf(all))));
    }

    private static String nearest(String written, Set<String> all) {
        String small = written.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(name -> DISTANCE.apply(small, name) >= 0)
                .min(Comparator.comparingInt((String name) -> DISTANCE.apply(small, name))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> "did you mean `" + name + "`? ")
                .orElse("");
    }
}
