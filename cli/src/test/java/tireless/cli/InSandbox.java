package tireless.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A home and a scripted server for each test. */
abstract class InSandbox {
    @TempDir
    Path home;

    Sandbox sandbox;

    @BeforeEach
    void open() {
        sandbox = new Sandbox(home);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }
}
