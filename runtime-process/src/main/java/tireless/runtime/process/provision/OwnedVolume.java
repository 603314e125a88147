package tireless.runtime.process.provision;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tireless.runtime.process.account.Owner;
import tireless.runtime.process.namespace.Unshare;

/**
 * The folder of a volume that outlives replicas, for an account of their own. What is in it may be changed by that account at any moment,
 * so nothing is done by a path in it with root's rights.
 *
 * @param folder no other account may change what leads to it
 */
record OwnedVolume(Path folder, Owner owner) {
    private static final int SHARED = 02770;

    /** Gives it to its owner where it is the server's yet; what is to be known of that, for people. */
    Optional<String> give(String volume) throws IOException {
        Owner before = Owner.of(folder);
        if (before.user() == owner.user()) {
            return Optional.empty();
        }
        if (before.user() != Unshare.user()) {
            return Optional.of(
                    "the volume `%s` is that of another account (%d): this one may do there what that lets it; chown -R %d %s changes that"
                            .formatted(volume, before.user(), owner.user(), folder));
        }
        boolean empty;
        try (Stream<Path> files = Files.list(folder)) {
            empty = files.findAny().isEmpty();
        }
        owner.take(folder);
        // New files get the group, for others of it.
        Files.setAttribute(folder, "unix:mode", SHARED);
        return empty
                ? Optional.empty()
                : Optional.of(
                        "the volume `%s` belongs to account %d now, but what was in it does not: chown -R %d %s changes that"
                                .formatted(volume, owner.user(), owner.user(), folder));
    }

    /** The first part of a path in it that is a link, wherever that leads. */
    Optional<Path> link(Path inside) {
        return IntStream.rangeClosed(1, inside.getNameCount())
                .mapToObj(names -> inside.subpath(0, names))
                .filter(part -> Files.isSymbolicLink(folder.resolve(part)))
                .findFirst();
    }

    /** Makes a folder in it, as the account itself; why it can not, if it can not, as in {@code Permission denied}. */
    Optional<String> make(Path inside) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Unshare.program("setpriv").map(Path::toString).orElse("setpriv"),
                        "--reuid=" + owner.user(),
                        "--regid=" + owner.group(),
                        "--clear-groups",
                        "--inh-caps=-all",
                        "--",
                        "/bin/mkdir",
                        "-p",
                        "--",
                        inside.toString())
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(Redirect.DISCARD);
        // The account could read it while this runs.
        builder.environment().clear();
        Process making = builder.start();
        try (InputStream errors = making.getErrorStream()) {
            String said = new String(errors.readAllBytes(), StandardCharsets.UTF_8).strip();
            return making.waitFor() == 0
                    ? Optional.empty()
                    : Optional.of(said.substring(said.lastIndexOf(": ") + 1).strip());
        } catch (InterruptedException interrupted) {
            making.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** What is done with a folder while it is open. */
    @FunctionalInterface
    private interface Visit {
        void of(SecureDirectoryStream<Path> folder) throws IOException;
    }

    /**
     * By what a folder in it is known, whatever its path leads to later.
     *
     * @throws IOException if a link leads to it, or it is not there
     */
    String identity(Path inside) throws IOException {
        return visit(inside, _ -> {});
    }

    /** The same, given to its owner where it is the server's yet. */
    String give(Path inside) throws IOException {
        return visit(inside, opened -> {
            PosixFileAttributeView view = opened.getFileAttributeView(PosixFileAttributeView.class);
            String server = Long.toString(Unshare.user());
            var accounts = folder.getFileSystem().getUserPrincipalLookupService();
            if (view.getOwner().equals(accounts.lookupPrincipalByName(server))) {
                view.setOwner(accounts.lookupPrincipalByName(Long.toString(owner.user())));
            }
        });
    }

    private String visit(Path inside, Visit visit) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            return visit(secure(stream), inside, 0, visit);
        }
    }

    private static String visit(SecureDirectoryStream<Path> at, Path inside, int depth, Visit visit)
            throws IOException {
        if (depth < inside.getNameCount()) {
            try (SecureDirectoryStream<Path> next =
                    at.newDirectoryStream(inside.getName(depth), LinkOption.NOFOLLOW_LINKS)) {
                return visit(next, inside, depth + 1, visit);
            }
        }
        visit.of(at);
        return at.getFileAttributeView(BasicFileAttributeView.class)
                .readAttributes()
                .fileKey()
                .toString();
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new IOException("this file system can not be looked at without following links");
    }
}
