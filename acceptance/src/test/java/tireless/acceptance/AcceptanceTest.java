package tireless.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test in a sandbox of its own, in which nothing may run at the end, however the test ended. */
abstract class AcceptanceTest {
    @TempDir
    private Path place;

    protected Sandbox sandbox;

    @BeforeEach
    void openSandbox() {
        sandbox = new Sandbox(place);
    }

    @AfterEach
    void nothingIsLeft() {
        sandbox.assertNothingRunsAfterAKill();
    }
}
