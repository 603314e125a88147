package tireless.trigger.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads PEM. Its errors hold nothing of what was read. */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]+)-----END", Pattern.DOTALL);

    private Pem() {}

    static List<Certificate> certificates(String pem) throws CertificateException {
        try {
            List<Certificate> read = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
            if (!read.isEmpty()) {
                return read;
            }
        } catch (CertificateException _) {
            throw new CertificateException("a certificate is not PEM");
        }
        throw new CertificateException("there is no certificate in what should be PEM");
    }

    static PrivateKey key(String pem, Optional<String> password) throws GeneralSecurityException {
        Matcher key = KEY.matcher(pem);
        if (!key.find()) {
            throw new GeneralSecurityException("the key is not PEM");
        }
        byte[] content = Base64.getMimeDecoder().decode(key.group(2));
        return switch (key.group(1).strip()) {
            case "" -> plain(new PKCS8EncodedKeySpec(content));
            case "ENCRYPTED" -> encrypted(content, password.orElse(""));
            default ->
                throw new GeneralSecurityException("the key is " + key.group(1).strip()
                        + ", not PKCS#8: convert it by openssl pkcs8 -topk8 -nocrypt");
        };
    }

    private static PrivateKey plain(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        GeneralSecurityException last = new GeneralSecurityException("no algorithm");
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw new GeneralSecurityException("the key is neither RSA nor EC nor EdDSA", last);
    }

    private static PrivateKey encrypted(byte[] content, String password) throws GeneralSecurityException {
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
            Cipher cipher = Cipher.getInstance(info.getAlgParameters().toString());
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(info.getAlgParameters().toString())
                            .generateSecret(new PBEKeySpec(password.toCharArray())),
                    info.getAlgParameters());
            return plain(info.getKeySpec(cipher));
        } catch (IOException | GeneralSecurityException _) {
            throw new GeneralSecurityException("the key is encrypted, and its password does not open it");
        }
    }

    static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("no empty store of keys", e);
        }
    }
}
