package tireless.cli.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tireless.linux.AtomicFile;
import tireless.model.TirelessException;
import tireless.server.ServerSettings;
import tireless.server.TcpSettings;

/** Where a server listens: always on its socket, and on an address where its configuration names one. */
record ServerListen(ServerHome home, ServerConfig config) {
    private static final Pattern ADDRESS = Pattern.compile("\\[?(.+?)]?:(\\d{1,5})");
    private static final int TOKEN_BYTES = 32;

    /** @param sockets a folder with a short path that only this user can enter */
    ServerSettings settings(Path sockets) {
        ServerSettings settings = ServerSettings.on(home.socket(sockets));
        return config.listen().map(listen -> settings.withTcp(tcp(listen))).orElse(settings);
    }

    private TcpSettings tcp(String listen) {
        Matcher address = ADDRESS.matcher(listen);
        if (!address.matches()) {
            throw TirelessException.failed(
                    "`api.listen` can not be `%s`: write an address and a port, as in `127.0.0.1:7070`"
                            .formatted(listen));
        }
        return new TcpSettings(
                address.group(1),
                Integer.parseInt(address.group(2)),
                token(home.folder().resolve("token")),
                config.tls().map(tls -> new TcpSettings.Tls(tls.certificate(), tls.key())));
    }

    /** The token in the file; one is made where there is none. */
    private static String token(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[TOKEN_BYTES];
                new SecureRandom().nextBytes(random);
                // An empty one would be a token that everybody knows.
                AtomicFile.writeDurably(
                        file, (HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw TirelessException.failed("cannot use %s: %s".formatted(file, TirelessException.reason(e)), e);
        }
    }
}
