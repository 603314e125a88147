package tireless.notify;

import java.util.Optional;
import tireless.model.notice.Way;

/** One who tells for each way. Nothing is loaded for a way before it is gone. Safe for use by many threads. */
public final class Couriers implements AutoCloseable {
    private final WebhookCourier webhooks;
    private final CommandCourier commands;
    private final MailCourier mails;

    /**
     * @param host the name of this machine, as recipients shall know it
     * @param secrets reads what addresses and headers are
     * @param runs how commands run
     * @param mail the server that takes mails; empty where there is none
     */
    public Couriers(String host, SecretEntries secrets, CommandRuns runs, Optional<MailServer> mail) {
        this.webhooks = new WebhookCourier(host, secrets);
        this.commands = new CommandCourier(host, runs);
        this.mails = new MailCourier(host, mail);
    }

    Courier of(Notice notice) {
        return switch (notice.recipient().way()) {
            case Way.Webhook _ -> webhooks;
            case Way.Command _ -> commands;
            case Way.Email _ -> mails;
        };
    }

    @Override
    public void close() {
        webhooks.close();
        mails.close();
    }
}
