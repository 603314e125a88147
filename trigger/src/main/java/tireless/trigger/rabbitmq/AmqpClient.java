package tireless.trigger.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tireless.trigger.NetworkTrigger;
import tireless.trigger.NoReading;
import tireless.trigger.tls.TlsSettings;

/** One connection to RabbitMQ by AMQP, made anew where it was cut; each question has a channel of its own. */
final class AmqpClient implements AutoCloseable {
    private static final int NO_SUCH_QUEUE = 404;
    private static final int REFUSED = 403;
    private static final int ENDS_WITHIN_MILLIS = 500;

    private final ConnectionFactory factory = new ConnectionFactory();
    private @Nullable Connection connection;

    AmqpClient(RabbitAddress address, TlsSettings tls) throws GeneralSecurityException {
        int timeout = Math.toIntExact(NetworkTrigger.TIMEOUT.toMillis());
        factory.setHost(address.host());
        factory.setPort(address.port());
        factory.setVirtualHost(address.vhost());
        factory.setUsername(address.account().user());
        factory.setPassword(address.account().password());
        factory.setConnectionTimeout(timeout);
        factory.setHandshakeTimeout(timeout);
        factory.setChannelRpcTimeout(timeout);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setThreadFactory(Thread.ofVirtual().name("rabbitmq ", 0).factory());
        if (address.secure()) {
            factory.useSslProtocol(tls.context());
            if (!tls.unsafe()) {
                factory.enableHostnameVerification();
            }
        }
    }

    /** How many messages of the queue wait to be given out. */
    long ready(String queue) throws IOException, TimeoutException, NoReading {
        Channel channel = connected().createChannel();
        if (channel == null) {
            throw new NoReading("it gives no further channel");
        }
        try {
            return channel.queueDeclarePassive(queue).getMessageCount();
        } catch (IOException e) {
            throw said(e);
        } finally {
            abort(channel);
        }
    }

    private synchronized Connection connected() throws IOException, TimeoutException, NoReading {
        Connection present = connection;
        if (present == null || !present.isOpen()) {
            try {
                present = factory.newConnection("tireless");
            } catch (AuthenticationFailureException _) {
                throw new NoReading("it does not know the account, or not by this password");
            }
            connection = present;
        }
        return present;
    }

    /** What stands in the broker's own refusal says more than that a channel was closed. */
    private static IOException said(IOException failure) throws NoReading {
        if (failure.getCause() instanceof ShutdownSignalException signal
                && signal.getReason() instanceof AMQP.Channel.Close close) {
            switch (close.getReplyCode()) {
                case NO_SUCH_QUEUE -> throw new NoReading("there is no such queue");
                case REFUSED -> throw new NoReading("the account may not look at it");
                default -> throw new NoReading(close.getReplyText());
            }
        }
        return failure;
    }

    private static void abort(Channel channel) throws IOException {
        if (channel.isOpen()) {
            channel.abort();
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.abort(ENDS_WITHIN_MILLIS);
        }
    }
}
