package tireless.trigger.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Certificates that openssl makes for one run of the tests: those of a CA, {@code server} for 127.0.0.1, {@code expired} the same but since
 * yesterday, {@code elsewhere} for another name, {@code client} for an account {@code certified}; and {@code stranger}, another CA.
 */
public final class Certificates {
    public static final String KEY_PASSWORD = "s3cr3t-of-a-key";

    private static final String HERE = "subjectAltName=IP:127.0.0.1,DNS:localhost";
    private static Certificates shared;

    private final Path folder = ServerProcess.folder("certificates");

    private Certificates() {
        authority("ca");
        authority("stranger");
        signed("server", HERE, 2);
        signed("expired", HERE, -1);
        signed("elsewhere", "subjectAltName=DNS:elsewhere.example", 2);
        signed("client", "subjectAltName=DNS:client.example", 2);
        openssl(
                "pkcs8",
                "-topk8",
                "-in",
                path("client.key"),
                "-out",
                path("encrypted.key"),
                "-v2",
                "aes-256-cbc",
                "-passout",
                "pass:" + KEY_PASSWORD);
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    }

    public static synchronized Certificates shared() {
        if (shared == null) {
            shared = new Certificates();
        }
        return shared;
    }

    private void authority(String name) {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                path(name + ".key"),
                "-out",
                path(name + ".pem"),
                "-days",
                "2",
                "-subj",
                "/CN=" + name + " of the rig");
    }

    private void signed(String name, String names, int days) {
        String subject = name.equals("client") ? "/CN=certified" : "/CN=" + name;
        openssl(
                "req",
                "-new",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                path(name + ".key"),
                "-out",
                path(name + ".csr"),
                "-subj",
                subject,
                "-addext",
                names);
        openssl(
                "x509",
                "-req",
                "-in",
                path(name + ".csr"),
                "-CA",
                path("ca.pem"),
                "-CAkey",
                path("ca.key"),
                "-CAcreateserial",
                "-copy_extensions",
                "copy",
                "-days",
                "" + days,
                "-out",
                path(name + ".pem"));
    }

    private static void openssl(String... words) {
        ServerProcess.run(
                Map.of(), Stream.concat(Stream.of("openssl"), Stream.of(words)).toList());
    }

    private void remove() {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folder.toFile().delete();
    }

    /** Where a certificate or a key is, as {@code server.pem} and {@code server.key}. */
    public String path(String file) {
        return folder.resolve(file).toString();
    }

    /** What is in it. */
    public String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies of the certificate of the CA, and of that and the key of the server, for a server that must own them. */
    public void copyTo(Path other) {
        for (String file : List.of("ca.pem", "server.pem", "server.key")) {
            try {
                Files.copy(folder.resolve(file), other.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
