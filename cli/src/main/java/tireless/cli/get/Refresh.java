package tireless.cli.get;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;

/** The options by which an answer is shown again and again, until Ctrl-C or until nobody reads it. */
final class Refresh {
    private static final int USUAL = 5;
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final OptionSpec again = Arguments.flag("show it again and again, until Ctrl-C", "-r", "--refresh");
    private final OptionSpec rate =
            Arguments.option("SECONDS", "how long from one time to the next; 5 without it", "--refreshRate");

    void addTo(CommandSpec spec) {
        spec.addOption(again).addOption(rate);
    }

    /** Shows it once, or as often as was asked for. */
    int run(Context context, Runnable show) throws InterruptedException {
        show.run();
        CountDownLatch never = new CountDownLatch(1);
        int seconds = Math.max(1, Arguments.number(rate).orElse(USUAL));
        while (Arguments.isSet(again) && !context.terminal().out().checkError()) {
            if (never.await(seconds, TimeUnit.SECONDS)) {
                break;
            }
            if (context.terminal().live()) {
                context.terminal().out().print(CLEAR);
            }
            show.run();
        }
        return ExitStatus.OK;
    }
}
