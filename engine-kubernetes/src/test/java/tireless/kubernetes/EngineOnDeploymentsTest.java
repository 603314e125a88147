package tireless.kubernetes;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.cluster.OnCluster;
import tireless.testing.engine.EngineContract;
import tireless.testing.engine.EnginePlace;

/** The engine of a cluster keeps the contract of engines, with Deployments. */
@Tag("slow")
class EngineOnDeploymentsTest extends EngineContract {
    @TempDir
    Path folder;

    @Override
    protected EnginePlace place() {
        return new ClusterPlace(folder, OnCluster.PodManagement.ANY);
    }
}
