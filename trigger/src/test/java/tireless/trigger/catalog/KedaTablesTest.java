package tireless.trigger.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.trigger.rig.Triggers;

/** What KEDA's own tests say is right and wrong: metadata, and parameters of authentication behind a bar. */
class KedaTablesTest {
    private static final String KAFKA = "bootstrapServers=foobar:9092;consumerGroup=my-group";

    private static boolean isRight(String type, String metadata, String authentication) {
        return isRight(type, metadata, authentication, "");
    }

    private static boolean isRight(String type, String metadata, String authentication, String environment) {
        return Triggers.isRight(Triggers.written(type, pairs(metadata)), pairs(authentication), pairs(environment));
    }

    private static Map<String, String> pairs(@Nullable String text) {
        Map<String, String> pairs = new HashMap<>();
        if (text != null && !text.isBlank()) {
            for (String pair : text.split(";", -1)) {
                String[] both = pair.split("=", 2);
                pairs.put(both[0], both[1]);
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|false",
                "topic=my-topic;partitionLimitation=1,2,3,4|true",
                "|true",
                "partitionLimitation=1,2,3,4,5,6|true",
                "partitionLimitation=           |true",
                "topic=my-topic;lagThreshold=-1|false",
                "topic=my-topic;lagThreshold=0|false",
                "topic=my-topic;lagThreshold=1000000;activationLagThreshold=0|true",
                "topic=my-topic;activationLagThreshold=AA|false",
                "topic=my-topic;partitionLimitation=1-4|true",
                "topic=my-topic;partitionLimitation=1-4,8,10-12|true",
                "topic=my-topic;partitionLimitation=a,b,c,d|false",
                "topic=my-topic;offsetResetPolicy=latest|true",
                "topic=my-topic;offsetResetPolicy=foo|false",
                "topic=my-topic;offsetResetPolicy=earliest|true",
                "topic=my-topic;allowIdleConsumers=notvalid|false",
                "topic=my-topic;allowIdleConsumers=true|true",
                "topic=my-topic;excludePersistentLag=notvalid|false",
                "topic=my-topic;excludePersistentLag=true|true",
                "topic=my-topic;allowIdleConsumers=true;version=1.0.0|true",
                "topic=my-topic;limitToPartitionsWithLag=true|true",
                "topic=my-topic;limitToPartitionsWithLag=notvalid|false",
                "topic=my-topic;allowIdleConsumers=true;limitToPartitionsWithLag=true|false",
                "topic=my-topic;allowIdleConsumers=true;limitToPartitionsWithLag=false|true",
                "limitToPartitionsWithLag=true|false",
                "ensureEvenDistributionOfPartitions=true|false",
                "topic=t;ensureEvenDistributionOfPartitions=true;limitToPartitionsWithLag=true|false",
            })
    void kafka(String more, boolean right) {
        // The first row is KEDA's with nothing at all; the others stand on brokers and a group.
        String metadata = more == null ? (right ? KAFKA : "topic=t") : KAFKA + ";" + more;
        assertThat(isRight("kafka", metadata, "")).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sasl=plaintext;username=admin;password=admin|true",
                "sasl=scram_sha256;username=admin;password=admin|true",
                "sasl=scram_sha512;username=admin;password=admin|true",
                "tls=enable;ca=caaa;cert=ceert;key=keey|true",
                "tls=enable;cert=ceert;key=keey;keyPassword=keeyPassword|true",
                "tls=enable;ca=caaa|true",
                "sasl=plaintext;username=admin;password=admin;tls=disable|true",
                "sasl=foo;username=admin;password=admin|false",
                "sasl=plaintext;password=admin|false",
                "sasl=plaintext;username=admin|false",
                "tls=enable;ca=caaa;key=keey|false",
                "tls=enable;ca=caaa;cert=ceert|false",
                "tls=yes;ca=caaa;cert=ceert;key=keey|false",
            })
    void kafkaAuthentication(String authentication, boolean right) {
        assertThat(isRight("kafka", KAFKA + ";topic=t", authentication)).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "queueLength=10;queueName=sample;host=amqp://u:s@somehost.com:5236/vhost||true",
                "queueLength=AA;queueName=sample;host=amqp://u:s@somehost.com:5236/vhost||false",
                "queueName=sample;queueLength=10||false",
                "queueLength=10;host=amqp://u:s@somehost.com:5236/vhost||false",
                "queueLength=10;queueName=sample|host=amqp://u:s@somehost.com:5236/vhost|true",
                "queueName=sample;host=https://u:s@somehost.com/vhost;mode=MessageRate;value=100.5||true",
                "queueName=sample;host=amqp://h/;mode=MessageRate;value=100||false",
                "queueName=sample;host=amqp://h/;mode=QueueLength;value=AA||false",
                "queueName=sample;host=amqp://h/;mode=Unknown;value=1||false",
                "queueName=sample;host=amqp://h/;protocol=http||false",
                "queueName=sample;host=http://h/;protocol=amqp||false",
                "queueName=sample;host=http://h/;useRegex=true;pageSize=0||false",
                "queueName=sample;host=http://h/;useRegex=true;operation=median||false",
                "queueName=sample;host=amqp://h/;useRegex=true||false",
                "queueName=sample;host=amqp://h/;excludeUnacknowledged=true||false",
                "queueName=sample;host=amqp://h/|username=u|false",
                "queueName=sample;host=amqp://h/|username=u;password=p|true",
                "queueName=sample;host=ftp://h/||false",
                "queueName=sample;host=http://h/|oauthTokenURI=http://t|false",
                "||false",
                "queueName=sample;host=amqps://h/|tls=enable;ca=a;cert=c;key=k|true",
                "queueName=sample;host=amqps://h/|tls=enable;ca=a;cert=c|false",
                "queueName=sample;host=amqps://h/|tls=yes|false",
                "queueName=sample;host=amqp://h/;mode=QueueLength;queueLength=5||false",
                "queueName=sample;host=http://h/;timeout=1000||true",
                "queueName=sample;host=http://h/;timeout=-10||false",
                "queueName=sample;host=amqp://h/;timeout=1000||false",
                "queueName=sample;host=amqp://h/;activationValue=AA||false",
                "queueName=sample;host=http://h/;useRegex=maybe||false",
                "queueName=sample;host=http://h/;useRegex=true;pageSize=a||false",
                "queueName=sample;host=http://h/;protocol=ftp||false",
                "queueName=sample;host=http://h/;mode=MessageRate||false",
            })
    void rabbitmq(String metadata, String authentication, boolean right) {
        assertThat(isRight("rabbitmq", metadata, authentication)).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listName=mylist;listLength=10;address=h:6379|true",
                "listName=mylist;listLength=10;address=|false",
                "listName=mylist;listLength=AA;address=h:6379|false",
                "listName=mylist;host=h;port=6379|true",
                "listName=mylist;host=h|false",
                "listName=mylist;address=h:6379;enableTLS=true|true",
                "listName=mylist;address=h:6379;enableTLS=maybe|false",
                "listName=mylist;address=h:6379;databaseIndex=-1|false",
                "listName=mylist;address=h:6379;activationListLength=AA|false",
                "listLength=10;address=h:6379|false",
                "listName=mylist;port=6379|false",
            })
    void redis(String metadata, boolean right) {
        assertThat(isRight("redis", metadata, "")).isEqualTo(right);
    }

    @Test
    void redisFromTheEnvironment() {
        String metadata = "listName=mylist;addressFromEnv=REDIS_HOST;passwordFromEnv=REDIS_PASSWORD";
        assertThat(isRight("redis", metadata, "", "REDIS_HOST=h:6379;REDIS_PASSWORD=p"))
                .isTrue();
        assertThat(isRight("redis", metadata, "", "REDIS_PASSWORD=p")).isFalse();
        assertThat(isRight("redis", metadata, "", "REDIS_HOST=h")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls=enable;ca=caaa;cert=ceert;key=keey|true",
                "tls=enable;cert=ceert;key=keey;keyPassword=p|true",
                "tls=enable;ca=caaa|true",
                "tls=disable|true",
                "tls=yes;ca=caaa|false",
                "tls=enable;cert=ceert|false",
                "tls=enable;key=keey|false",
            })
    void redisTls(String authentication, boolean right) {
        for (String type : List.of("redis", "redis-streams")) {
            String name = type.equals("redis") ? "listName" : "stream";
            assertThat(isRight(type, name + "=l;address=h:6379", authentication))
                    .as(type)
                    .isEqualTo(right);
        }
        assertThat(isRight("redis", "listName=l;address=h:6379;enableTLS=true", "tls=enable"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stream=s;consumerGroup=g;pendingEntriesCount=5;address=h:6379;databaseIndex=0;enableTLS=true|true",
                "stream=s;consumerGroup=g;pendingEntriesCount=15;host=h;port=6379;enableTLS=false|true",
                "stream=s;consumerGroup=g;lagCount=7;activationLagCount=3;address=h:6379|true",
                "stream=s;streamLength=7;address=h:6379|true",
                "stream=s;address=h:6379|true",
                "stream=s;consumerGroup=g;pendingEntriesCount=5|false",
                "stream=s;consumerGroup=g;host=h|false",
                "stream=s;consumerGroup=g;port=6379|false",
                "consumerGroup=g;pendingEntriesCount=5;address=h:6379|false",
                "stream=s;consumerGroup=g;pendingEntriesCount=junk;address=h:6379|false",
                "stream=s;consumerGroup=g;lagCount=junk;address=h:6379|false",
                "stream=s;consumerGroup=g;lagCount=7;activationLagCount=junk;address=h:6379|false",
                "stream=s;streamLength=junk;address=h:6379|false",
                "stream=s;consumerGroup=g;address=h:6379;databaseIndex=junk|false",
                "stream=s;consumerGroup=g;address=h:6379;databaseIndex=1;enableTLS=no|false",
            })
    void redisStreams(String metadata, boolean right) {
        assertThat(isRight("redis-streams", metadata, "")).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stream=s;hosts=a, b, c;ports=1, 2, 3;consumerGroup=g;pendingEntriesCount=5||true",
                "stream=s;consumerGroup=g|addresses=a:7001, b:7002|true",
                "stream=s;consumerGroup=g|hosts=  a, b,   c ;ports=1, 2, 3|true",
                "stream=s;hosts=a;ports=1;enableTLS=true;unsafeSsl=true|username=u;password=p|true",
                "|| false",
                "stream=s;hosts=a, b, c;ports=1, 2||false",
                "hosts=a, b, c;ports=1, 2, 3;pendingEntriesCount=5||false",
                "stream=s;hosts=a;ports=1;consumerGroup=g;lagCount=junk||false",
                "stream=s;hosts=a;ports=1;unsafeSsl=maybe||false",
            })
    void redisStreamsOfSeveral(String metadata, String authentication, boolean right) {
        assertThat(isRight("redis-cluster-streams", metadata, authentication)).isEqualTo(right);
        String master = metadata == null ? "sentinelMaster=m" : metadata + ";sentinelMaster=m";
        assertThat(isRight("redis-sentinel-streams", master, authentication)).isEqualTo(right);
        assertThat(isRight("redis-sentinel-streams", metadata, authentication)).isFalse();
        assertThat(isRight(
                        "redis-sentinel-streams",
                        metadata,
                        (authentication == null ? "" : authentication + ";") + "sentinelMaster=m"))
                .isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|UTILIZATION|false",
                "value=50|UTILIZATION|true",
                "value=120|UTILIZATION|true",
                "value=50|AVERAGE_VALUE|true",
                "value=500m|AVERAGE_VALUE|true",
                "value=50|VALUE|false",
                "|AVERAGE_VALUE|false",
                "value=xxx|UTILIZATION|false",
                "value=xxx|AVERAGE_VALUE|false",
            })
    void cpuAndMemory(String metadata, MetricType metricType, boolean right) {
        for (String type : List.of("cpu", "memory")) {
            ScaleTrigger written = new ScaleTrigger(
                    type, Optional.empty(), new TreeMap<>(pairs(metadata)), metricType, false, Optional.empty());
            assertThat(Triggers.isRight(written, Map.of(), Map.of())).as(type).isEqualTo(right);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listName=l;addresses=a:1, b:2|true",
                "listName=l;hosts=a, b;ports=1, 2|true",
                "listName=l;hosts=a, b, c;ports=1, 2|false",
                "listName=l;hosts=a|false",
            })
    void redisCluster(String metadata, boolean right) {
        assertThat(isRight("redis-cluster", metadata, "")).isEqualTo(right);
        assertThat(isRight("redis-sentinel", metadata + ";sentinelMaster=m", ""))
                .isEqualTo(right);
        assertThat(isRight("redis-sentinel", metadata, "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timezone=Asia/Kolkata;start=00 */2 * * Mon;end=01 */2 * * Mon;desiredReplicas=10|true",
                "start=30 * * * *;end=45 * * * *;desiredReplicas=10|false",
                "timezone=Asia/Kolkata;start=30 * * * *;desiredReplicas=10|false",
                "timezone=Asia/Kolkata;end=30 * * * *;desiredReplicas=10|false",
                "timezone=Asia/Kolkata;start=30 * * * *;end=45 * * * *|false",
                "timezone=Asia/Kolkata;start=30 * * * *;end=30 * * * *;desiredReplicas=10|false",
                "timezone=Asia/Kolkata;start=30-33 * * * *;end=asd;desiredReplicas=10|false",
                "timezone=Nowhere/Land;start=30 * * * *;end=45 * * * *;desiredReplicas=10|false",
                "timezone=UTC;start=30 * * * *;end=45 * * * *;desiredReplicas=0|false",
                "timezone=UTC;start=30 * * * *;end=45 * * * *;desiredReplicas=ten|false",
                "timezone=Etc/UTC;start=0 0 * * Thu;end=59 23 * * Thu;desiredReplicas=10|true",
                "timezone=Asia/Kolkata;start=30 * * *;end=45 * * * *;desiredReplicas=10|false",
            })
    void cron(String metadata, boolean right) {
        assertThat(isRight("cron", metadata, "")).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query=q;targetQueryValue=5|connection=host=h user=u dbname=d|true",
                "query=q;targetQueryValue=5;host=h;port=1;userName=u;dbName=d;sslmode=disable|password=p|true",
                "query=q;targetQueryValue=5;port=1;userName=u;dbName=d;sslmode=disable||false",
                "query=q;targetQueryValue=5;host=h;userName=u;dbName=d;sslmode=disable||false",
                "query=q;targetQueryValue=5;host=h;port=1;dbName=d;sslmode=disable||false",
                "query=q;targetQueryValue=5;host=h;port=1;userName=u;sslmode=disable||false",
                "query=q;targetQueryValue=5;host=h;port=1;userName=u;dbName=d||false",
                "targetQueryValue=5|connection=host=h|false",
                "query=q|connection=host=h|false",
                "query=q;targetQueryValue=5;activationTargetQueryValue=aa|connection=host=h|false",
                "query=q;targetQueryValue=5|connection=what is this|false",
                "||false",
                "query=q;targetQueryValue=12|host=h;port=1;userName=u;password=p;dbName=d;sslmode=disable|true",
                "query=q;targetQueryValue=5;activationTargetQueryValue=3|connection=postgresql://u:p@h:5432|true",
                "query=q;targetQueryValue=5|connection=postgresql://localhost:5432|true",
                "query=q;targetQueryValue=5|connection=postgresql://test@localhost|true",
                "query=q;targetQueryValue=0.5|connection=postgresql://test@localhost|true",
                "query=q;targetQueryValue=5;host=h;port=1;userName=u;dbName=d;sslmode=sometimes||false",
            })
    void postgresql(String metadata, String authentication, boolean right) {
        assertThat(isRight("postgresql", metadata, authentication)).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "||true",
                "serverAddress=||false",
                "query=||false",
                "threshold=||false",
                "threshold=one||false",
                "activationThreshold=one||false",
                "customHeaders=key1=value1||true",
                "customHeaders=key1=value1,key2||false",
                "queryParameters=key1=value1,key2=value2||true",
                "ignoreNullValues=xxxx||false",
                "unsafeSsl=random||false",
                "timeout=-1||false",
                "timeout=ten||false",
                "timeout=1000||true",
                "authModes=bearer|bearerToken=t|true",
                "authModes=bearer||false",
                "authModes=basic|username=u;password=p|true",
                "authModes=basic||false",
                "authModes=tls|cert=c;key=k;ca=a|true",
                "authModes=tls|ca=a|false",
                "authModes=tls,basic|cert=c;key=k;username=u|true",
                "authModes=bearer,basic|bearerToken=t;username=u|false",
                "authModes=custom|customAuthHeader=h;customAuthValue=v|true",
                "authModes=custom|customAuthHeader=h|false",
                "authModes=nonsense||false",
            })
    void prometheus(String more, String authentication, boolean right) {
        String metadata = "serverAddress=http://h:9090;threshold=100;query=up" + (more == null ? "" : ";" + more);
        assertThat(isRight("prometheus", metadata, authentication)).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url=http://dummy:1230/api/v1/;valueLocation=metric;targetValue=42||true",
                "url=dummy:1230/api/v1/;valueLocation=metric;targetValue=42||false",
                "url=http://dummy:1230/api/v1/;valueLocation=metric;targetValue=aa||false",
                "url=http://dummy:1230/api/v1/;valueLocation=metric||false",
                "url=http://dummy:1230/api/v1/;targetValue=1||false",
                "valueLocation=metric;targetValue=1||false",
                "url=http://d/;valueLocation=metric;targetValue=1;format=toml||false",
                "url=http://d/;valueLocation=metric;targetValue=1;authMode=apiKey|apiKey=k|true",
                "url=http://d/;valueLocation=metric;targetValue=1;authMode=apiKey||false",
                "url=http://d/;valueLocation=a.#.b;targetValue=1||false",
                "||false",
                "url=http://d/;valueLocation=metric;targetValue=1;activationTargetValue=aa||false",
                "url=http://d/;valueLocation=metric;targetValue=1;authMode=apiKey;method=query;keyParamName=k|apiKey=k|true",
                "url=http://d/;valueLocation=metric;targetValue=1;authMode=apiKey;method=body|apiKey=k|false",
                "url=http://d/;valueLocation=metric;targetValue=1;authMode=basic|username=u;password=p|true",
                "url=http://d/;valueLocation=metric;targetValue=1;authMode=basic||false",
                "url=http://d/;valueLocation=metric;targetValue=1;authMode=tls|ca=a;cert=c;key=k|true",
                "url=http://d/;valueLocation=metric;targetValue=1;authMode=tls|ca=a;cert=c|false",
                "url=http://d/;valueLocation=metric;targetValue=1;authMode=bearer|token=t|true",
                "url=http://d/;valueLocation=metric;targetValue=1;authMode=bearer||false",
                "url=http://d/;valueLocation=metric;targetValue=1;unsafeSsl=no||false",
                "url=http://d/;valueLocation=metric;targetValue=1;aggregateFromKubeServiceEndpoints=true||false",
            })
    void metricsApi(String metadata, String authentication, boolean right) {
        assertThat(isRight("metrics-api", metadata, authentication)).isEqualTo(right);
    }
}
