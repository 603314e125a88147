package tireless.manifest.kind;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The section {@code secret} or {@code instance-secret}.
 *
 * @param acl {@code r} or {@code rw}
 * @param data the values
 * @param files keys, and the paths of the files whose content they get
 */
public record SecretSection(
        SecretType type, Optional<String> acl, Map<String, String> data, Map<String, String> files) {
    public SecretSection {
        data = Map.copyOf(data);
        files = Map.copyOf(files);
    }

    /** The keys without their values. */
    @Override
    public String toString() {
        return "SecretSection[type=%s, acl=%s, keys=%s, files=%s]"
                .formatted(type, acl, new TreeSet<>(data.keySet()), new TreeSet<>(files.keySet()));
    }
}
