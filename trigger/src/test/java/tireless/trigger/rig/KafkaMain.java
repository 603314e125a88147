package tireless.trigger.rig;

import java.io.PrintStream;
import java.util.Properties;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/** What runs in the JVM of {@link KafkaServer}: formats the folder, starts, and says when it is ready. */
final class KafkaMain {
    static final String READY = "tireless: Kafka is ready";

    private KafkaMain() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        // Threads of a Kafka that could not start would keep it from ending.
        Thread.setDefaultUncaughtExceptionHandler((_, failure) -> {
            failure.printStackTrace(out);
            Runtime.getRuntime().halt(1);
        });
        StorageTool.execute(new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", arguments[0]}, out);
        Properties properties = Utils.loadProps(arguments[0]);
        KafkaRaftServer server = new KafkaRaftServer(kafka.server.KafkaConfig.fromProps(properties), Time.SYSTEM);
        server.startup();
        out.println(READY);
        server.awaitShutdown();
    }
}
