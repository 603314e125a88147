package tireless.runtime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tireless.model.Confinement;
import tireless.model.ContainerImage;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.SecretProjection;
import tireless.model.SignalSources;
import tireless.model.StopPolicy;
import tireless.model.VolumeMount;

/** A short name of what is run, by which two runs are known to be the same. */
public final class RunName {
    private static final int NAME_CHARACTERS = 24;

    /** What a run had in earlier releases where nothing was said of it; its name stays as it is. */
    private static final String FORMER_DRAIN = "PT5M";

    private RunName() {}

    /**
     * Names what is run: equal for equal runs and different for others, also in later releases. What one of those adds to a run must
     * leave the name of a run that does not use it as it is.
     */
    public static String of(RunSpec run) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text(run).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, NAME_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A part for each component, and in it one line for each word: line ends within a word are doubled, so none is taken for another. */
    private static String text(RunSpec run) {
        StringBuilder text = new StringBuilder();
        if (run
                instanceof
                RunSpec(
                        var command,
                        var directory,
                        var environment,
                        Limits(var memory, var cpu),
                        StopPolicy(var grace, boolean group),
                        Confinement(var network, var account),
                        Provisions(var configs, var secrets, var volumes, var signals),
                        var image)) {
            part(text, "command", command);
            part(text, "directory", List.of(directory.toString()));
            part(
                    text,
                    "environment",
                    environment.entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                            .toList());
            part(text, "limits", List.of(memory.toString(), cpu.toString()));
            part(text, "stop", List.of(grace.toString(), Boolean.toString(group), FORMER_DRAIN));
            if (network != Network.HOST) {
                part(text, "network", List.of(network.name()));
            }
            account.ifPresent(other -> part(text, "account", List.of(other.toString())));
            configs.forEach((name, content) -> part(text, "config", List.of(name, content.base64())));
            secrets.forEach(secret -> part(text, "secret", words(secret)));
            volumes.forEach(volume -> part(text, "volume", words(volume)));
            if (!signals.equals(SignalSources.NONE)) {
                part(text, "signals", words(signals));
            }
            image.ifPresent(used -> part(text, "image", words(used)));
        }
        return text.toString();
    }

    private static List<String> words(SecretProjection projection) {
        List<String> words = new ArrayList<>();
        if (projection instanceof SecretProjection(var name, var workspace, var keys, var kind, var fingerprint)) {
            words.addAll(List.of(name, workspace, kind.name(), fingerprint.toString()));
            words.addAll(keys);
        }
        return words;
    }

    private static List<String> words(VolumeMount mount) {
        return mount instanceof VolumeMount(var volume, var path, boolean readOnly, var subPath)
                ? List.of(volume, path, Boolean.toString(readOnly), subPath.toString())
                : List.of();
    }

    private static List<String> words(SignalSources sources) {
        return sources instanceof SignalSources(var scrape, boolean otlp, var logPattern, var names)
                ? List.of(scrape.toString(), Boolean.toString(otlp), logPattern.toString(), names.toString())
                : List.of();
    }

    private static List<String> words(ContainerImage image) {
        return image instanceof ContainerImage(var reference, var pullSecret, boolean entrypoint)
                ? List.of(reference, pullSecret.toString(), Boolean.toString(entrypoint))
                : List.of();
    }

    private static void part(StringBuilder text, String name, List<String> words) {
        text.append(name).append(' ').append(words.size()).append('\n');
        words.forEach(word -> text.append(word.replace("\n", "\n\n")).append("\n"));
    }
}
