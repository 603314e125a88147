package tireless.trigger.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prometheus, which scrapes itself every second. */
public final class PrometheusServer {
    private static PrometheusServer shared;

    private final int port = ServerProcess.freePort();

    private PrometheusServer() {
        Path folder = ServerProcess.folder("prometheus");
        start(
                folder,
                port,
                "scrape_configs:\n- job_name: self\n  scrape_interval: 1s\n  static_configs:\n"
                        + "  - targets: ['127.0.0.1:" + port + "']\n",
                List.of());
    }

    /** Starts one in a folder of its own, by the text of its configuration and further options. */
    static void start(Path folder, int port, String configuration, List<String> options) {
        Path config = folder.resolve("prometheus.yml");
        try {
            Files.writeString(config, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port));
        command.addAll(options);
        ServerProcess.start(folder, Map.of(), "Server is ready to receive web requests", command);
    }

    public static synchronized PrometheusServer shared() {
        if (shared == null) {
            shared = new PrometheusServer();
        }
        return shared;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }
}
