package tireless.manifest.read;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.manifest.problem.Nearest;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.Topics;
import tireless.model.notice.Confidential;
import tireless.model.notice.Recipient;
import tireless.model.notice.Way;

/** Reads {@code notify}: who is told of what. No message shows an address of a webhook, as it may be a password. */
final class NotifyReader {
    private static final String URL_PATTERN = "https?://[A-Za-z0-9\\[][^\\s/?#]*([/?#]\\S*)?";
    private static final String ADDRESS_PATTERN = "[^\\s@,;<>\"]{1,64}@[A-Za-z0-9][-A-Za-z0-9.]{0,252}";
    /** What HTTP itself writes. */
    private static final List<String> OF_HTTP =
            List.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private static final String HEADER_PATTERN =
            "(?!(?:%s)$)[-!#$%%&'*+.^_`|~A-Za-z0-9]{1,200}".formatted(inAnyCase(OF_HTTP));

    private static final Attribute<Optional<String>> SECRET = Attribute.text("secretName")
            .required("name a Secret: `secretName: alerts`")
            .described("a Secret of the workspace");
    private static final Attribute<Optional<String>> KEY = Attribute.text("key")
            .required("name a key of it: `key: url`")
            .described("the key of it whose value is taken");
    private static final Attribute<Optional<String>> HEADER_NAME = Attribute.parsed(
                    "name", Form.Text.like(HEADER_PATTERN, Form.Plain.WORDS), NotifyReader::header)
            .required("name the header: `name: Authorization`")
            .described("the header whose value it is")
            .example("Authorization");
    private static final Attribute<Optional<String>> URL = Attribute.parsed(
                    "url", Form.Text.like(URL_PATTERN, Form.Plain.NONE), NotifyReader::url)
            .described("where the event is posted to as JSON; `http` or `https`")
            .example("https://hooks.example.com/alerts");
    private static final Attribute<Optional<Fields>> URL_FROM = Attribute.section(
                    "urlFrom", Attributes.of("source of an address", SECRET, KEY))
            .described("the same from a Secret, as who has the address may post there");
    private static final Attribute<Map<String, String>> HEADERS = Attribute.pairs(
                    "headers", new Form.Pairs(Optional.of(HEADER_PATTERN), Optional.empty()), NotifyReader::headers)
            .described("headers of the request, by their names");
    private static final Attribute<List<Fields>> HEADERS_FROM = Attribute.sections(
                    "headersFrom", Attributes.of("source of a header", HEADER_NAME, SECRET, KEY))
            .described("headers whose values are in Secrets");
    private static final Attribute<Optional<Fields>> WEBHOOK = Attribute.section(
                    "webhook",
                    Attributes.of("webhook", URL, URL_FROM, HEADERS, HEADERS_FROM)
                            .rule(new Rule.OneHasValue(List.of("url", "urlFrom"))))
            .described("told by a request over HTTP");
    private static final Attribute<List<String>> COMMAND = Attribute.of(
                    "command", new Form.ListOf(Form.Text.ANY, false, true, 1), Fields::texts)
            .described("told by a program, which reads the event as JSON; it runs as the worker does");
    private static final Attribute<List<String>> TO = Attribute.of(
                    "to",
                    new Form.ListOf(Form.Text.like(ADDRESS_PATTERN, Form.Plain.NONE), true, false, 1),
                    NotifyReader::addresses)
            .required("say to whom: `to: [ops@example.com]`")
            .described("addresses");
    private static final Attribute<Optional<Fields>> EMAIL = Attribute.section("email", Attributes.of("email", TO))
            .described("told by mail, by the server that `smtp` of server.yaml names");
    private static final Attribute<SortedSet<String>> ON = Attribute.of(
                    "on",
                    new Form.ListOf(new Form.Choice(List.copyOf(Topics.all()), List.of(), false), false, false, 0),
                    NotifyReader::topics)
            .described("of which events, by their names, or by those of groups: `trouble`, `lifecycle`, `all`")
            .byDefault(Topics.TROUBLE);
    private static final Attribute<Optional<Duration>> AT_MOST_EVERY = TirelessReader.duration("atMostEvery")
            .described("the least time between two of one event of one worker; the next says how many were held back")
            .byDefault("5m");

    private static final List<String> WAYS = List.of("webhook", "command", "email");

    static final Attribute<List<Fields>> NOTIFY = Attribute.sectionsOrOne(
                    "notify",
                    Attributes.of("recipient", WEBHOOK, COMMAND, EMAIL, ON, AT_MOST_EVERY)
                            .rule(new Rule.OneHasValue(WAYS)))
            .described("who is told of what happens");

    private NotifyReader() {}

    /** As patterns of JSON Schema have no flags. */
    private static String inAnyCase(List<String> words) {
        return String.join("|", words)
                .chars()
                .mapToObj(letter -> Character.isLetter(letter)
                        ? "[%c%c]".formatted(Character.toUpperCase(letter), letter)
                        : Character.toString(letter))
                .collect(Collectors.joining());
    }

    private static boolean isOfHttp(String header) {
        return OF_HTTP.contains(header.toLowerCase(Locale.ROOT));
    }

    static List<Recipient> read(Fields tireless) {
        return tireless.read(NOTIFY).stream()
                .flatMap(fields -> recipient(fields).stream())
                .toList();
    }

    private static Optional<Recipient> recipient(Fields fields) {
        Optional<Way> webhook = fields.read(WEBHOOK).flatMap(NotifyReader::webhook);
        List<String> command = fields.read(COMMAND);
        Optional<Way> email = fields.read(EMAIL).flatMap(NotifyReader::email);
        SortedSet<String> topics = fields.hasValue(ON) ? fields.read(ON) : Topics.named(Topics.TROUBLE);
        Duration atMostEvery = fields.read(AT_MOST_EVERY).orElse(Recipient.DEFAULT_AT_MOST_EVERY);
        checkWays(fields, command);
        fields.refuseOthers();
        Optional<Way> program = command.isEmpty() ? Optional.empty() : Optional.of(new Way.Command(command));
        return webhook.or(() -> program).or(() -> email).map(way -> new Recipient(way, topics, atMostEvery));
    }

    private static void checkWays(Fields fields, List<String> command) {
        List<String> written = Stream.of(WEBHOOK, COMMAND, EMAIL)
                .filter(fields::hasValue)
                .map(Attribute::name)
                .toList();
        if (written.isEmpty()) {
            fields.problems()
                    .error(
                            "missing-attribute",
                            fields.at(),
                            "who is to be told is missing",
                            "add one of `webhook: {url: …}`, `command: […]`, `email: {to: […]}`");
        } else if (written.size() > 1) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.at(written.getLast()),
                            "one entry tells in one way, not by `%s`".formatted(String.join("` and `", written)),
                            "write an entry of its own for each");
        } else if (command.isEmpty()
                && fields.node(COMMAND).filter(Sequence.class::isInstance).isPresent()
                && fields.items(COMMAND.name()).isEmpty()) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.at(COMMAND),
                            "`command` names no program",
                            "write it as a list: `command: [./tell.sh]`");
        }
    }

    private static Optional<Way> webhook(Fields fields) {
        Optional<Confidential> url = fields.read(URL).map(Confidential.Literal::new);
        Optional<Confidential> from = fields.read(URL_FROM).flatMap(NotifyReader::ofSecret);
        TreeMap<String, Confidential> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.read(HEADERS).forEach((name, value) -> headers.put(name, new Confidential.Literal(value)));
        for (Fields header : fields.read(HEADERS_FROM)) {
            header.checkRequired();
            Optional<String> name = header.read(HEADER_NAME);
            Optional<Confidential> value = ofSecret(header);
            name.ifPresent(known -> value.ifPresent(found -> headers.put(known, found)));
        }
        if (fields.hasValue(URL) == fields.hasValue(URL_FROM)) {
            fields.problems()
                    .error(
                            fields.hasValue(URL) ? "bad-value" : "missing-attribute",
                            fields.hasValue(URL) ? fields.at(URL_FROM) : fields.at(),
                            fields.hasValue(URL) ? "`url` and `urlFrom` are both there" : "`url` is missing",
                            "write `url: https://…`, or `urlFrom: {secretName: NAME, key: KEY}`");
        }
        fields.refuseOthers();
        return url.or(() -> from).map(address -> new Way.Webhook(address, headers));
    }

    private static Map<String, String> headers(Fields headers) {
        for (Entry entry : headers.entries()) {
            boolean good = entry.name().matches(HEADER_PATTERN)
                    && !(entry.value() instanceof Scalar value
                            && value.text().chars().anyMatch(Character::isISOControl));
            if (!good && !entry.key().isOpen()) {
                headers.problems()
                        .error(
                                "bad-value",
                                entry.key().at(),
                                isOfHttp(entry.name())
                                        ? "`%s` is written by HTTP itself".formatted(entry.name())
                                        : "this is no header of HTTP",
                                "write a name of letters, digits and hyphens, and a value in one line");
            }
        }
        return Pairs.read(headers);
    }

    private static Optional<Confidential> ofSecret(Fields fields) {
        fields.checkRequired();
        Optional<String> secret = fields.read(SECRET);
        Optional<String> key = fields.read(KEY);
        fields.refuseOthers();
        return secret.flatMap(name -> key.map(entry -> new Confidential.OfSecret(name, entry)));
    }

    private static Optional<String> header(Scalar written, Fields fields) {
        if (written.text().matches(HEADER_PATTERN)) {
            return Optional.of(written.text());
        }
        fields.problems()
                .error(
                        "bad-value",
                        written.at(),
                        isOfHttp(written.text())
                                ? "%s is written by HTTP itself".formatted(written.shown())
                                : "%s is no name of a header".formatted(written.shown()),
                        "write letters, digits and hyphens, as in `Authorization`");
        return Optional.empty();
    }

    private static Optional<String> url(Scalar written, Fields fields) {
        if (written.text().matches(URL_PATTERN) && isAddress(written.text())) {
            return Optional.of(written.text());
        }
        fields.problems()
                .error(
                        "bad-value",
                        written.at(),
                        "`url` is no address of a web server",
                        "write one that begins with `https://` or `http://`, as in `https://hooks.example.com/alerts`");
        return Optional.empty();
    }

    private static boolean isAddress(String text) {
        try {
            return URI.create(text).getHost() != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Optional<Way> email(Fields fields) {
        fields.checkRequired();
        List<String> to = fields.read(TO);
        fields.refuseOthers();
        return to.isEmpty() ? Optional.empty() : Optional.of(new Way.Email(to));
    }

    private static List<String> addresses(Fields fields, String name) {
        List<Node> items = fields.itemsOrOne(name);
        if (items.isEmpty() && fields.node(name).isPresent()) {
            fields.problems().error("bad-value", fields.at(name), "`to` names nobody", "write `to: [ops@example.com]`");
        }
        List<String> addresses = new ArrayList<>();
        for (Node item : items) {
            fields.asScalar("an entry of `to`", item).ifPresent(address -> {
                if (address.text().matches(ADDRESS_PATTERN)) {
                    addresses.add(address.text());
                } else {
                    fields.problems()
                            .error(
                                    "bad-value",
                                    address.at(),
                                    "%s is no address of mail".formatted(address.shown()),
                                    "write one, as in `ops@example.com`, without a name before it");
                }
            });
        }
        return addresses;
    }

    private static SortedSet<String> topics(Fields fields, String name) {
        SortedSet<String> topics = new TreeSet<>();
        for (Node item : fields.items(name)) {
            fields.asScalar("an entry of `on`", item).ifPresent(topic -> topics.addAll(topics(topic, fields)));
        }
        return topics;
    }

    private static SortedSet<String> topics(Scalar written, Fields fields) {
        SortedSet<String> all = Topics.all();
        Optional<String> known =
                all.stream().filter(written.text()::equalsIgnoreCase).findFirst();
        if (known.isEmpty()) {
            fields.problems()
                    .error(
                            "bad-value",
                            written.at(),
                            "there is no event %s".formatted(written.shown()),
                            Nearest.to(written.text(), all)
                                    .map("did you mean `%s`?"::formatted)
                                    .orElseGet(() -> "there are: " + String.join(", ", all)),
                            Nearest.certain(written.text(), all).flatMap(right -> Corrections.replace(written, right)));
        }
        return known.map(Topics::named).orElseGet(TreeSet::new);
    }
}
