package tireless.trigger.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tireless.trigger.Settings;

/** A host and a port. */
record RedisAddress(String host, int port) {
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\]]+\\]|[^:]+):(\\d+)");
    private static final int LONGEST_PORT = 5;
    private static final int HIGHEST_PORT = 65_535;

    /** Why the addresses can not be used; empty where they can. */
    static Optional<String> wrong(RedisMode mode, Settings settings) {
        try {
            of(mode, settings);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** @throws IllegalArgumentException saying what is wrong */
    static List<RedisAddress> of(RedisMode mode, Settings settings) {
        return mode == RedisMode.SINGLE
                ? List.of(single(settings))
                : several(
                        settings.items(RedisKeys.ADDRESSES),
                        settings.items(RedisKeys.HOSTS),
                        settings.items(RedisKeys.PORTS));
    }

    private static RedisAddress single(Settings settings) {
        return settings.has(RedisKeys.ADDRESS)
                ? parse(settings.the(RedisKeys.ADDRESS))
                : parse(settings.the(RedisKeys.HOST) + ":" + settings.the(RedisKeys.PORT));
    }

    private static List<RedisAddress> several(List<String> addresses, List<String> hosts, List<String> ports) {
        if (!addresses.isEmpty()) {
            return addresses.stream().map(RedisAddress::parse).toList();
        }
        if (hosts.size() != ports.size()) {
            throw new IllegalArgumentException("there are " + hosts.size() + " `hosts` and " + ports.size()
                    + " `ports`: each host needs its port");
        }
        List<RedisAddress> all = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            all.add(parse(hosts.get(i) + ":" + ports.get(i)));
        }
        return all;
    }

    private static RedisAddress parse(String text) {
        Matcher parts = HOST_AND_PORT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("an address of Redis is not `host:port`");
        }
        String port = parts.group(2);
        if (port.length() > LONGEST_PORT || Integer.parseInt(port) > HIGHEST_PORT || Integer.parseInt(port) == 0) {
            throw new IllegalArgumentException("the port of an address of Redis must be 1 to 65535");
        }
        return new RedisAddress(parts.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(port));
    }

    static String shown(List<RedisAddress> all) {
        return all.stream().map(RedisAddress::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
