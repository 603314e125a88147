package tireless.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tireless.json.Form;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.SecretValues;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.secret.KeyFile.Content;
import tireless.store.SealedSecret;

/**
 * Seals the values of secrets, opens them, and names them without telling them. Its keys are read when they are needed for the first time, and
 * written when something is sealed for the first time. Safe for use by many threads.
 */
public final class Vault {
    /** The variable of the environment that a file of keys is locked with. */
    public static final String VARIABLE = "TIRELESS_SECRET_KEY";

    /** The file of keys in a home. */
    public static final String FILE = "secret.key";

    /** What helps where a key is gone for good. */
    static final String ANEW =
            "where that is gone for good, `tireless secret rotate-key --lost` begins with another one: then apply every secret again";

    /** Hexadecimal digits of a fingerprint: 64 bits, of which nobody without the key can make a second one. */
    private static final int DIGITS = 16;

    private final Optional<KeyFile> file;
    private final BooleanSupplier needed;
    private @Nullable Keys keys;
    private boolean kept;
    private List<String> news = List.of();

    private Vault(Optional<KeyFile> file, BooleanSupplier needed) {
        this.file = file;
        this.needed = needed;
    }

    /** A vault whose keys live as long as it. */
    public static Vault inMemory() {
        return new Vault(Optional.empty(), () -> false);
    }

    /**
     * The vault of a home.
     *
     * @param lock what {@link #VARIABLE} says; where that is no key, it is said when the vault is used
     * @param needed whether anything was sealed already: then a file that is missing is lost
     */
    public static Vault of(Path home, Optional<String> lock, BooleanSupplier needed) {
        return new Vault(Optional.of(new KeyFile(home.resolve(FILE), lock.filter(words -> !words.isBlank()))), needed);
    }

    /** Whether its keys are locked, and it was not given what they are locked with. */
    public boolean isLocked() {
        return file.filter(KeyFile::isLocked).isPresent();
    }

    /**
     * Seals the values of one revision; what is sealed opens as that of this revision alone.
     *
     * <p>The file of keys has the key that it is sealed with when this returns, whatever became of the file; where it had to be written for that, {@link #news} says so.
     *
     * @throws TirelessException if the keys can not be read, or not be written
     */
    public synchronized SealedSecret seal(Revision revision, SecretValues values) {
        Keys all = settled();
        return seal(revision.key(), revision.uid(), revision.number(), bytes(values), all);
    }

    /** @throws TirelessException if the keys can not be read, or it was sealed with others, or for another revision */
    public synchronized SecretValues open(SealedSecret sealed) {
        try {
            return values(plain(sealed, keys()));
        } catch (TirelessException refused) {
            if (!isJoinedByThoseOfTheFile()) {
                throw refused;
            }
            return values(plain(sealed, keys()));
        }
    }

    /** Whether {@link #open} does. */
    public boolean opens(SealedSecret sealed) {
        try {
            var _ = open(sealed);
            return true;
        } catch (TirelessException _) {
            return false;
        }
    }

    /** What happened to the file of keys, for people, since this was called before. */
    public synchronized List<String> news() {
        List<String> all = news;
        news = List.of();
        return all;
    }

    /**
     * What is in the way of sealing and opening anything, for people; empty where nothing is. Nothing is written.
     */
    public synchronized Optional<String> trouble() {
        try {
            var _ = keys();
            return Optional.empty();
        } catch (TirelessException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /** Whether other accounts may read its keys. */
    public boolean isOpenToOthers() {
        return file.filter(KeyFile::isOpenToOthers).isPresent();
    }

    /**
     * Leaves its file of keys to its owner alone.
     *
     * @return whether others could read it
     * @throws TirelessException if they still can
     */
    public boolean close() {
        boolean open = isOpenToOthers();
        if (open) {
            file.ifPresent(KeyFile::close);
        }
        return open;
    }

    /** What stands for a value: the same for the same value under the same key of the same secret, and without the keys nobody can try values. */
    public synchronized String fingerprint(ResourceKey secret, String key, byte[] value) {
        try {
            byte[] name = place(secret, key).getBytes(StandardCharsets.UTF_8);
            byte[] said = ByteBuffer.allocate(Integer.BYTES + name.length + value.length)
                    .putInt(name.length)
                    .put(name)
                    .put(value)
                    .array();
            return HexFormat.of().formatHex(keys().mac().computeMac(said)).substring(0, DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same of all values, by their keys. */
    public SortedMap<String, String> fingerprints(ResourceKey secret, SecretValues values) {
        SortedMap<String, String> all = new TreeMap<>();
        values.keys().forEach(key -> all.put(key, fingerprint(secret, key, values.bytes(key))));
        return all;
    }

    /** Seals from now on with a new key, which is kept when this returns; what older keys have sealed still opens. */
    synchronized void addKey() {
        change(Keys::withNewPrimary);
    }

    /** Forgets every key but the one that seals now. */
    synchronized void dropOldKeys() {
        change(Keys::withoutOldOnes);
    }

    /**
     * Begins with other keys where there are none; what is sealed already opens no more, unless by those that are kept aside.
     *
     * @throws TirelessException if the file can not be looked at, or be written
     */
    synchronized void beginAnew() {
        file.filter(place -> place.content() instanceof Content.Useless).ifPresent(this::keepAside);
        keep(fresh());
    }

    /** The same values, sealed with the key that seals now. */
    synchronized SealedSecret sealAnew(SealedSecret sealed) {
        Keys all = keys();
        return seal(sealed.key(), sealed.uid(), sealed.number(), plain(sealed, all), all);
    }

    private interface KeyChange {
        Keys of(Keys before) throws GeneralSecurityException;
    }

    private void change(KeyChange change) {
        try {
            keep(change.of(settled()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Keys keys() {
        if (keys == null || !kept) {
            Optional<Keys> found = file.flatMap(KeyFile::read);
            if (found.isPresent()) {
                keys = found.get();
                kept = true;
            } else if (keys == null) {
                if (needed.getAsBoolean()) {
                    throw TirelessException.failed("the key of the secrets, %s, is not there: put it back; %s"
                            .formatted(file.map(KeyFile::file).orElseThrow(), ANEW));
                }
                keys = fresh();
            }
        }
        return keys;
    }

    /** The keys, each of which the file has, too: what would be in memory alone would be lost with this process. */
    synchronized Keys settled() {
        Keys all = keys();
        if (file.isEmpty()) {
            return all;
        }
        KeyFile place = file.get();
        switch (place.content()) {
            case Content.Whole(var there) -> {
                if (!there.include(all)) {
                    keep(joined(all, there));
                    tell("the key of the secrets, %s, was replaced while the server runs: it has both keys now", place);
                }
            }
            case Content.Absent() -> {
                if (kept) {
                    tell("the key of the secrets, %s, was gone, and is written again", place);
                }
                keep(all);
            }
            case Content.Useless(var _) -> {
                keepAside(place);
                keep(all);
            }
        }
        return keys();
    }

    /** Whether the file has further keys, which open from now on: somebody has put back an older one. */
    private boolean isJoinedByThoseOfTheFile() {
        Keys all = keys();
        if (file.isPresent() && file.get().content() instanceof Content.Whole(var there) && !all.include(there)) {
            keys = joined(all, there);
            return true;
        }
        return false;
    }

    private static Keys joined(Keys first, Keys second) {
        try {
            return first.and(second);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(Keys next) {
        file.ifPresent(place -> place.write(next));
        keys = next;
        kept = true;
    }

    private void keepAside(KeyFile place) {
        tell(
                "the key of the secrets, %s, could not be used and was written anew; what it held is kept as "
                        + place.keepAside(),
                place);
    }

    private void tell(String what, KeyFile place) {
        news = Stream.concat(news.stream(), Stream.of(what.formatted(place.file())))
                .toList();
    }

    private static Keys fresh() {
        try {
            return Keys.fresh();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SealedSecret seal(ResourceKey key, Uid uid, int number, byte[] plain, Keys keys) {
        try {
            byte[] sealed = keys.aead().encrypt(plain, binding(key, uid, number));
            return new SealedSecret(key, uid, number, Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] plain(SealedSecret sealed, Keys all) {
        try {
            return all.aead()
                    .decrypt(
                            Base64.getDecoder().decode(sealed.sealed()),
                            binding(sealed.key(), sealed.uid(), sealed.number()));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw TirelessException.failed("the values of %s are encrypted with another key than %s"
                    .formatted(
                            sealed.key(),
                            file.map(KeyFile::file).map(Path::toString).orElse("that of this run")));
        }
    }

    private static byte[] binding(ResourceKey key, Uid uid, int number) {
        return place(key, uid.value() + "/" + number).getBytes(StandardCharsets.UTF_8);
    }

    /** No part of it has a line break. */
    private static String place(ResourceKey key, String inside) {
        return String.join("\n", key.type().keyword(), key.scope(), key.name(), inside);
    }

    private static byte[] bytes(SecretValues values) {
        SortedMap<String, String> texts = new TreeMap<>();
        values.keys().forEach(key -> texts.put(key, Base64.getEncoder().encodeToString(values.bytes(key))));
        return Form.empty().with("values", texts).write().getBytes(StandardCharsets.UTF_8);
    }

    private static SecretValues values(byte[] plain) {
        Map<String, byte[]> values = new HashMap<>();
        Form.read(new String(plain, StandardCharsets.UTF_8))
                .textsByName("values")
                .forEach((key, value) -> values.put(key, Base64.getDecoder().decode(value)));
        return new SecretValues(values);
    }
}
