package tireless.runtime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.RunSpec;
import tireless.model.StopPolicy;

/** A short name of what is run, by which two runs are known to be the same. */
public final class RunName {
    private static final int NAME_CHARACTERS = 24;

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
                        StopPolicy(var grace, boolean group, var drain),
                        var network)) {
            part(text, "command", command);
            part(text, "directory", List.of(directory.toString()));
            part(
                    text,
                    "environment",
                    environment.entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                            .toList());
            part(text, "limits", List.of(memory.toString(), cpu.toString()));
            part(text, "stop", List.of(grace.toString(), Boolean.toString(group), drain.toString()));
            if (network != Network.HOST) {
                part(text, "network", List.of(network.name()));
            }
        }
        return text.toString();
    }

    private static void part(StringBuilder text, String name, List<String> words) {
        text.append(name).append(' ').append(words.size()).append('\n');
        words.forEach(word -> text.append(word.replace("\n", "\n\n")).append("\n"));
    }
}
