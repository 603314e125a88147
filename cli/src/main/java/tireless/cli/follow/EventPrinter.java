package tireless.cli.follow;

import java.util.function.Function;
import tireless.api.EventView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.cli.context.Terminal;
import tireless.client.Watch;

/** Prints events as they come, until nobody reads them. */
final class EventPrinter implements Watch.Observer {
    private final Terminal terminal;
    private final OutageLines outages;
    private final Function<EventView, String> text;
    private Runnable unread = () -> {};

    EventPrinter(Terminal terminal, Function<EventView, String> text) {
        this.terminal = terminal;
        this.outages = new OutageLines(terminal.err());
        this.text = text;
    }

    /** What to do when nobody reads the output any more. */
    void whenUnread(Runnable action) {
        unread = action;
    }

    @Override
    public void happened(EventView event) {
        terminal.out().println(text.apply(event));
        if (terminal.out().checkError()) {
            unread.run();
        }
    }

    @Override
    public void changed(ResourceView resource) {
        // Its events say what of that people want to know.
    }

    @Override
    public void gone(ResourceRef resource) {
        // Its events say so too.
    }

    @Override
    public void lost(String why) {
        outages.lost(why);
    }

    @Override
    public void back() {
        outages.back();
    }
}
