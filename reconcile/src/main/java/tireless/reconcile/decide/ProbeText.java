package tireless.reconcile.decide;

import java.time.Duration;
import tireless.model.Exit;
import tireless.runtime.ProbeResult;

/** Results of probes for people. */
final class ProbeText {
    private ProbeText() {}

    static String of(ProbeResult result) {
        return switch (result) {
            case ProbeResult.Passed() -> "passed";
            case ProbeResult.Failed(int status, String output) -> new Exit.Status(status) + said(output);
            case ProbeResult.TimedOut(var timeout, String output) -> "no answer within " + span(timeout) + said(output);
            case ProbeResult.NotRun(String cause) -> "it can not be run: " + cause;
            case ProbeResult.Unclear(String cause) -> "unclear: " + cause;
        };
    }

    private static String said(String output) {
        return output.isEmpty() ? "" : ": " + output;
    }

    private static String span(Duration time) {
        return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
