package tireless.kubernetes.watch;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;
import java.time.Duration;

/** Makes HTTP clients for the Kubernetes client that notice when a watch falls silent: it ends then, and begins anew. */
public final class BeatingClients extends JdkHttpClientFactory {
    private final Duration interval;

    /** @param interval between two pings; after two of them at the latest a silent connection is broken off */
    public BeatingClients(Duration interval) {
        this.interval = interval;
    }

    @Override
    protected HttpClient.Builder createNewHttpClientBuilder() {
        return new BeatingClient.Builder(super.createNewHttpClientBuilder(), interval);
    }
}
