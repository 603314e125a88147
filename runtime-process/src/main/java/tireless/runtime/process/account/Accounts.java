package tireless.runtime.process.account;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tireless.model.UnixAccount;
import tireless.runtime.process.account.NameService.Answer;
import tireless.runtime.process.namespace.Unshare;

/**
 * Finds the account that a run asks for, and how its command comes to run as it. Nothing is remembered: what is missing at one start may be
 * there at the next. Safe for use by many threads.
 */
public final class Accounts {
    private static final int FIELDS_OF_PASSWD = 7;
    private static final int FIELDS_OF_GROUP = 4;
    private static final int GROUP = 3;
    private static final int HOME = 5;
    private static final int SHELL = 6;

    private final NameService names = new NameService();

    /** What came of it. */
    public sealed interface Standing {
        /** It is the very account that this program runs as. */
        record Same() implements Standing {}

        /** It is another one, and can be become. */
        record Other(Becoming becoming) implements Standing {}

        /** @param cause why it can not, and what to do, for people */
        record Refused(String cause) implements Standing {}
    }

    /** @param account empty is the account that this program runs as */
    public Standing find(Optional<UnixAccount> account) {
        if (account.isEmpty()) {
            return new Standing.Same();
        }
        try {
            return find(account.get());
        } catch (IOException failure) {
            return refused(account.get(), String.valueOf(failure.getMessage()));
        }
    }

    private Standing find(UnixAccount account) throws IOException {
        Answer user = names.ask("passwd", account.user(), FIELDS_OF_PASSWD);
        Optional<Answer> group = account.group().isPresent()
                ? Optional.of(names.ask("group", account.group().get(), FIELDS_OF_GROUP))
                : Optional.empty();
        if (user instanceof Answer.Silent(String cause)) {
            return refused(account, cause);
        }
        if (group.isPresent() && group.get() instanceof Answer.Silent(String cause)) {
            return refused(account, cause);
        }
        if (user instanceof Answer.Unknown && !UnixAccount.isNumber(account.user())) {
            return refused(account, "this machine has no account of that name: add it (useradd), or correct the name");
        }
        Optional<Long> number =
                group.isPresent() ? number(group.get(), account.group().get()) : Optional.empty();
        return group.isPresent() && number.isEmpty()
                ? refused(account, "this machine has no group of that name: add it (groupadd), or correct the name")
                : become(account, login(account, user, number));
    }

    private static Optional<Long> number(Answer answer, String written) {
        return switch (answer) {
            case Answer.Known known -> Optional.of(known.number());
            case Answer.Unknown() when UnixAccount.isNumber(written) -> Optional.of(Long.parseLong(written));
            case Answer.Unknown(), Answer.Silent(var _) -> Optional.empty();
        };
    }

    private static Login login(UnixAccount account, Answer user, Optional<Long> group) {
        if (user instanceof Answer.Known known) {
            long own = Long.parseLong(known.fields().get(GROUP));
            return new Login(
                    new Owner(known.number(), group.orElse(own)),
                    known.fields().getFirst(),
                    true,
                    orElse(known.fields().get(HOME), "/"),
                    orElse(known.fields().get(SHELL), "/bin/sh"));
        }
        long number = Long.parseLong(account.user());
        // Not the group of the server: that would be root's.
        return Login.unknown(new Owner(number, group.orElse(number)));
    }

    private static String orElse(String field, String empty) {
        return field.isEmpty() ? empty : field;
    }

    private static Standing become(UnixAccount account, Login login) throws IOException {
        if (login.owner().equals(new Owner(Unshare.user(), Unshare.group()))) {
            return new Standing.Same();
        }
        if (Unshare.user() != Unshare.ROOT) {
            return refused(account, "the server is not root: run it as root, or as that account");
        }
        Optional<String> missing = Capabilities.missing();
        if (missing.isPresent()) {
            return refused(
                    account, "the server lacks a part of root's rights here: give its container " + missing.get());
        }
        Optional<Path> setpriv = Unshare.program("setpriv");
        return setpriv.isEmpty()
                ? refused(account, "there is no program setpriv on this machine: install util-linux")
                : new Standing.Other(new Becoming(account, login, setpriv.get()));
    }

    private static Standing refused(UnixAccount account, String cause) {
        return new Standing.Refused("it can not run as `%s`: %s".formatted(account, cause));
    }

    /**
     * Whom the files of a container are given to whose processes have this account: that one, where this program may do so.
     *
     * @param account in numbers
     */
    public static Optional<Owner> inImage(Optional<UnixAccount> account) throws IOException {
        if (account.isEmpty() || !account.get().isNumeric() || Unshare.user() != Unshare.ROOT) {
            return Optional.empty();
        }
        long user = Long.parseLong(account.get().user());
        return Optional.of(
                new Owner(user, account.get().group().map(Long::parseLong).orElse(user)));
    }
}
