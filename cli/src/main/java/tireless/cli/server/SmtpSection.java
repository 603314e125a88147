package tireless.cli.server;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.cli.context.Context;
import tireless.manifest.read.Attribute;
import tireless.manifest.read.Attributes;
import tireless.manifest.read.Fields;
import tireless.manifest.read.Form;
import tireless.manifest.yaml.Scalar;
import tireless.notify.MailServer;
import tireless.notify.MailServer.Security;

/** The section {@code smtp} of {@code server.yaml}: what takes the mails that {@code notify} of manifests asks for. */
public final class SmtpSection {
    private static final int MOST_PORT = 65_535;
    private static final List<String> WORDS = Arrays.stream(Security.values())
            .map(security -> security.name().toLowerCase(Locale.ROOT))
            .toList();

    private static final Attribute<Optional<String>> HOST = Attribute.text("host")
            .described("the server that takes mails; without one none is sent")
            .byDefault("")
            .example("smtp.example.com");
    private static final Attribute<OptionalInt> PORT = Attribute.wholeNumber("port", 1)
            .described("its port; without one 587 with `starttls`, 465 with `tls`, 25 with `none`");
    private static final Attribute<Optional<Security>> SECURITY = Attribute.parsed(
                    "security", Form.Text.like(String.join("|", WORDS), Form.Plain.NONE), SmtpSection::security)
            .described("`starttls`, `tls` from the first byte on, or `none`")
            .byDefault("starttls");
    private static final Attribute<Optional<String>> FROM = Attribute.text("from")
            .described("the address that mails come from")
            .byDefault("")
            .example("tireless@example.com");
    private static final Attribute<Optional<String>> USER = Attribute.text("user")
            .described("who logs in there; without one nobody does")
            .byDefault("");
    private static final Attribute<Optional<String>> PASSWORD_FILE = Attribute.text("passwordFile")
            .described("a file with the password as its first line, which its owner alone may read")
            .byDefault("");
    private static final Attribute<Optional<String>> CERTIFICATES = Attribute.text("certificates")
            .described("a file in PEM with the certificates that are trusted; without one those that Java trusts")
            .byDefault("");

    static final Attribute<Optional<Fields>> SMTP = Attribute.section(
                    "smtp", Attributes.of("smtp", HOST, PORT, SECURITY, FROM, USER, PASSWORD_FILE, CERTIFICATES))
            .described("the server that takes the mails of `notify`");

    private SmtpSection() {}

    /**
     * What a run goes by: the same section.
     *
     * @throws tireless.model.TirelessException with every problem of the file as its text
     */
    public static Optional<MailServer> of(Context context) {
        return ServerConfigReader.read(context.configuration()).smtp();
    }

    /** @param folder by which paths are read that are not absolute */
    static Optional<MailServer> read(Fields fields, Path folder) {
        Optional<String> host = text(fields, HOST);
        OptionalInt port = fields.read(PORT);
        Security security = fields.read(SECURITY).orElse(Security.STARTTLS);
        Optional<String> from = text(fields, FROM);
        Optional<String> user = text(fields, USER);
        Optional<Path> password = text(fields, PASSWORD_FILE).map(folder::resolve);
        Optional<Path> certificates = text(fields, CERTIFICATES).map(folder::resolve);
        fields.refuseOthers();
        if (port.isPresent() && port.getAsInt() > MOST_PORT) {
            wrong(fields, PORT, "`port` can not be %d".formatted(port.getAsInt()), "write a port from 1 to 65535");
        }
        if (host.isPresent()
                && from.filter(address -> address.matches("[^\\s@]+@[^\\s@]+")).isEmpty()) {
            wrong(fields, FROM, "`from` is no address of mail", "write one, as in `tireless@example.com`");
        }
        if (user.isPresent() != password.isPresent()) {
            wrong(fields, USER, "a user and a password go together", "write `user` and `passwordFile`, or none");
        }
        if (user.isPresent() && security == Security.NONE && !host.orElse("").matches("localhost|127\\..*|::1")) {
            wrong(
                    fields,
                    SECURITY,
                    "a password would go over the network in plain",
                    "write `security: starttls` or `security: tls`");
        }
        return host.flatMap(name -> from.map(address -> new MailServer(
                name,
                port.orElse(usualPort(security)),
                security,
                address,
                user.flatMap(login -> password.map(file -> new MailServer.Login(login, file))),
                certificates)));
    }

    private static int usualPort(Security security) {
        return switch (security) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }

    private static Optional<String> text(Fields fields, Attribute<Optional<String>> attribute) {
        return fields.read(attribute).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void wrong(Fields fields, Attribute<?> attribute, String what, String hint) {
        fields.problems()
                .error("bad-value", fields.hasValue(attribute) ? fields.valueAt(attribute) : fields.at(), what, hint);
    }

    private static Optional<Security> security(Scalar written, Fields fields) {
        if (WORDS.contains(written.text())) {
            return Optional.of(Security.valueOf(written.text().toUpperCase(Locale.ROOT)));
        }
        fields.problems()
                .error(
                        "bad-value",
                        written.at(),
                        "`security` can not be %s".formatted(written.shown()),
                        "allowed: " + String.join(", ", WORDS));
        return Optional.empty();
    }

    /** The section, as a configuration file has it. */
    static String text(Optional<MailServer> server) {
        Security security = server.map(MailServer::security).orElse(Security.STARTTLS);
        return """
                # The server that takes the mails of notify.
                smtp:
                  # without a host no mail is sent
                  host: "%s"
                  port: %d
                  # starttls, tls from the first byte on, or none
                  security: %s
                  # the address that mails come from
                  from: "%s"
                  # who logs in; the password is the first line of a file that its owner alone may read
                  user: "%s"
                  passwordFile: "%s"
                  # a file in PEM with the certificates that are trusted; without one those that Java trusts
                  certificates: "%s"
                """.formatted(
                server.map(MailServer::host).orElse(""),
                server.map(MailServer::port).orElse(usualPort(security)),
                security.name().toLowerCase(Locale.ROOT),
                server.map(MailServer::from).orElse(""),
                server.flatMap(MailServer::login).map(MailServer.Login::user).orElse(""),
                server.flatMap(MailServer::login)
                        .map(login -> login.password().toString())
                        .orElse(""),
                server.flatMap(MailServer::certificates).map(Path::toString).orElse(""));
    }
}
