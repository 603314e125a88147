package tireless.linux;

import java.util.HexFormat;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * A socket that waits for connections, as one line of {@code /proc/net/tcp} or {@code tcp6} shows it (proc_pid_net(5)).
 *
 * @param endpoint address and port: {@code 0.0.0.0:8080}, {@code [::]:8080}; an IPv4 address that an IPv6 socket has is written as IPv4
 * @param loopback whether only this machine reaches it
 * @param inode what the links in {@code /proc/PID/fd} call it by; 0 where nobody has it open any more
 */
public record TcpListener(String endpoint, boolean loopback, long inode) {
    private static final String LISTENING = "0A";
    private static final int GROUPS = 8;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int MAPPED_AT = 12;
    private static final int LOOPBACK_NET = 127;
    private static final int BETWEEN_STATE_AND_INODE = 5;

    /** Reads a line; empty if it is of a socket that does not listen, or no such line. */
    public static Optional<TcpListener> parse(String line) {
        StringTokenizer fields = new StringTokenizer(line);
        if (fields.countTokens() < 10) {
            return Optional.empty();
        }
        fields.nextToken();
        String local = fields.nextToken();
        fields.nextToken();
        if (!fields.nextToken().equals(LISTENING)) {
            return Optional.empty();
        }
        for (int skipped = 0; skipped < BETWEEN_STATE_AND_INODE; skipped++) {
            fields.nextToken();
        }
        int colon = local.indexOf(':');
        try {
            byte[] address = unmapped(address(local.substring(0, Math.max(0, colon))));
            int port = HexFormat.fromHexDigits(local, colon + 1, local.length());
            return Optional.of(new TcpListener(
                    text(address) + ":" + port, isLoopback(address), Long.parseLong(fields.nextToken())));
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    /** The kernel writes each word of four bytes as one number of this machine: x86-64 and aarch64 have the lowest byte first. */
    private static byte[] address(String hex) {
        byte[] written = HexFormat.of().parseHex(hex);
        if (written.length != IPV4_BYTES && written.length != IPV6_BYTES) {
            throw new IllegalArgumentException("no address: " + hex);
        }
        byte[] address = new byte[written.length];
        for (int index = 0; index < written.length; index++) {
            address[index] = written[index / IPV4_BYTES * IPV4_BYTES + (IPV4_BYTES - 1 - index % IPV4_BYTES)];
        }
        return address;
    }

    /** The IPv4 address in {@code ::ffff:a.b.c.d}; any other as it is. */
    private static byte[] unmapped(byte[] address) {
        if (address.length != IPV6_BYTES) {
            return address;
        }
        for (int index = 0; index < MAPPED_AT; index++) {
            int expected = index < MAPPED_AT - 2 ? 0 : 0xff;
            if ((address[index] & 0xff) != expected) {
                return address;
            }
        }
        return new byte[] {address[12], address[13], address[14], address[15]};
    }

    private static boolean isLoopback(byte[] address) {
        if (address.length == IPV4_BYTES) {
            return address[0] == LOOPBACK_NET;
        }
        for (int index = 0; index < IPV6_BYTES - 1; index++) {
            if (address[index] != 0) {
                return false;
            }
        }
        return address[IPV6_BYTES - 1] == 1;
    }

    private static String text(byte[] address) {
        return address.length == IPV4_BYTES ? ipv4(address) : "[" + ipv6(address) + "]";
    }

    private static String ipv4(byte[] address) {
        return "%d.%d.%d.%d".formatted(address[0] & 0xff, address[1] & 0xff, address[2] & 0xff, address[3] & 0xff);
    }

    /** As RFC 5952 says: the longest run of zeros, of at least two, is left out. */
    private static String ipv6(byte[] address) {
        int[] groups = new int[GROUPS];
        for (int index = 0; index < GROUPS; index++) {
            groups[index] = ((address[2 * index] & 0xff) << 8) | (address[2 * index + 1] & 0xff);
        }
        int from = 0;
        int length = 1;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - start > length) {
                from = start;
                length = end - start;
            }
        }
        return length == 1
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, from) + "::" + joined(groups, from + length, GROUPS);
    }

    private static String joined(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int index = from; index < to; index++) {
            text.append(index > from ? ":" : "").append(Integer.toHexString(groups[index]));
        }
        return text.toString();
    }
}
