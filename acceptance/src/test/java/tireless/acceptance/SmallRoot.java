package tireless.acceptance;

/** What a small image holds, made of this machine's own files, so that it needs no registry. */
final class SmallRoot {
    /**
     * Makes the folder {@code root} in that of its first argument: with a shell, and Perl, as that speaks to sockets of datagrams:
     * {@code notify TEXT}.
     */
    static final String SCRIPT = """
            set -e
            cd "$1"
            mkdir -p root/bin root/tmp root/etc root/var
            cp "$(command -v busybox)" root/bin/
            for applet in sh cat date echo env ls sha256sum sleep touch; do
                ln -s busybox "root/bin/$applet"
            done
            perl=$(readlink -f "$(command -v perl)")
            cp -L --parents "$perl" $(ldd "$perl" "$(command -v busybox)" 2>/dev/null | grep -o '/[^ :)]*' | sort -u) root
            cat >root/bin/notify <<END
            #!$perl
            socket(my \\$socket, 1, 2, 0) or die \\$!;
            defined send(\\$socket, \\$ARGV[0], 0, pack('S a108', 1, \\$ENV{NOTIFY_SOCKET})) or die \\$!;
            END
            chmod +x root/bin/notify
            """;

    private SmallRoot() {}
}
