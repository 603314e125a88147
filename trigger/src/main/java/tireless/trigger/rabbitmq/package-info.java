/** Names of queues and how to count them come in, and how much waits in them at RabbitMQ goes out. */
@NullMarked
package tireless.trigger.rabbitmq;

import org.jspecify.annotations.NullMarked;
