package tireless.trigger.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PostgreSQL, as an account that is not root, in the clear and by TLS. Its account {@code app} has a password, and may do everything; {@code certified} is known by
 * its certificate alone.
 */
public final class PostgresServer {
    public static final String PASSWORD = "s3cr3t-of-postgres";

    private static PostgresServer shared;

    private final int port = ServerProcess.freePort();

    private PostgresServer() {
        Path folder = ServerProcess.folder("postgres");
        Path bin = bin();
        Path data = folder.resolve("data");
        Path password = folder.resolve("password");
        try {
            Files.createDirectory(data);
            Files.writeString(password, PASSWORD);
            Certificates.shared().copyTo(folder);
            Files.setPosixFilePermissions(folder.resolve("server.key"), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (isRoot()) {
            ServerProcess.run(Map.of(), List.of("chown", "-R", "nobody", folder.toString()));
        }
        ServerProcess.run(
                Map.of(),
                asNobody(List.of(
                        bin.resolve("initdb").toString(),
                        "-D",
                        data.toString(),
                        "-U",
                        "app",
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + password,
                        "--no-sync",
                        "-E",
                        "UTF8",
                        "--locale=C")));
        try {
            Path accounts = data.resolve("pg_hba.conf");
            Files.writeString(accounts, "hostssl all certified 127.0.0.1/32 cert\n" + Files.readString(accounts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerProcess.start(
                folder,
                Map.of(),
                "database system is ready to accept connections",
                asNobody(List.of(
                        bin.resolve("postgres").toString(),
                        "-D",
                        data.toString(),
                        "-p",
                        "" + port,
                        "-h",
                        "127.0.0.1",
                        "-k",
                        folder.toString(),
                        "-F",
                        "-c",
                        "ssl=on",
                        "-c",
                        "ssl_cert_file=" + folder.resolve("server.pem"),
                        "-c",
                        "ssl_key_file=" + folder.resolve("server.key"),
                        "-c",
                        "ssl_ca_file=" + folder.resolve("ca.pem"))));
    }

    /** The newest that Debian has put there; what is called {@code postgres} on the PATH may be anything. */
    private static Path bin() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("there is no PostgreSQL: apt-get install postgresql", e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asNobody(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> all =
                new ArrayList<>(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
        all.addAll(command);
        return all;
    }

    public static synchronized PostgresServer shared() {
        if (shared == null) {
            shared = new PostgresServer();
        }
        return shared;
    }

    public int port() {
        return port;
    }

    /** As libpq reads it, with the password. */
    public String connection() {
        return "host=127.0.0.1 port=" + port + " user=app dbname=postgres sslmode=disable password=" + PASSWORD;
    }

    /** As JDBC reads it. */
    public String jdbc() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=app&password=" + PASSWORD;
    }
}
