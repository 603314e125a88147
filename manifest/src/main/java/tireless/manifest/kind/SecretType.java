package tireless.manifest.kind;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a secret holds, and how it is handed over. */
public enum SecretType {
    CLOUD_KERNEL,
    CLOUD_KERNEL_IMAGE_PULL,
    /** Every pair by itself. */
    KEY_VALUE,
    /** All pairs as one text of properties. */
    KEY_VALUE_PROPERTIES,
    CERTIFICATE;

    /** As manifests write it. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All keywords. */
    public static List<String> keywords() {
        return Arrays.stream(values()).map(SecretType::keyword).toList();
    }
}
