package tireless.chaos.truth;

import java.util.List;

/**
 * What was found at the end.
 *
 * @param doubled copies of a worker that met another
 * @param attempts how many attempts were started
 * @param lines how many lines of logs were compared
 * @param bytes how many bytes of logs were read
 * @param logs what is lost, torn or repeated in the files, and in what the server shows; for people
 * @param lost how many lines were written and are not there, or not whole, or not in their place
 * @param notSeen attempts whose log was removed, or rotated, before it could be read
 */
public record Verdict(
        List<String> doubled,
        int attempts,
        long lines,
        long bytes,
        List<String> logs,
        long lost,
        int notSeen,
        Restarts restarts) {
    public Verdict {
        doubled = List.copyOf(doubled);
        logs = List.copyOf(logs);
    }
}
