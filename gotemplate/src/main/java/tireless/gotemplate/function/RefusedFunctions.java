package tireless.gotemplate.function;

import java.util.Arrays;
import java.util.Optional;

/** What Sprig has, and templates can not use here. */
enum RefusedFunctions {
    CHANCE(
            "its result would be another one each time",
            "randAlpha randAlphaNum randNumeric randAscii randBytes randInt shuffle uuidv4"),
    MACHINE("it reads the environment or the network of this machine", "env expandenv getHostByName"),
    KEYS(
            "it makes or uses keys; keep these in a secret",
            "genPrivateKey genCA genCAWithKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey"
                    + " buildCustomCert derivePassword bcrypt htpasswd encryptAES decryptAES"),
    EXPRESSIONS(
            "regular expressions are not supported",
            "regexMatch regexFind regexFindAll regexReplaceAll regexReplaceAllLiteral regexSplit regexQuoteMeta mustRegexMatch"
                    + " mustRegexFind mustRegexFindAll mustRegexReplaceAll mustRegexReplaceAllLiteral mustRegexSplit"),
    OTHERS(
            "it is not supported",
            "semver semverCompare urlParse urlJoin wrap wrapWith snakecase camelcase kebabcase hello"),
    CALLER("it is not available here", "resolve fromYaml");

    private final String reason;
    private final String names;

    RefusedFunctions(String reason, String names) {
        this.reason = reason;
        this.names = names;
    }

    static Optional<String> reason(String name) {
        return Arrays.stream(values())
                .filter(group -> Arrays.asList(group.names.split(" ")).contains(name))
                .map(group -> group.reason)
                .findFirst();
    }
}
