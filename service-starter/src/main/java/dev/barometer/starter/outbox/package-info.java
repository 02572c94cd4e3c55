/**
 * What is to be sent to others once: events, mails, calls of webhooks. It is kept in the service's
 * database until it is sent, tried again after growing pauses, and put on a list of the dead where
 * it failed too often. It knows nothing of what is sent: rooms add it to {@link
 * dev.barometer.starter.outbox.Outbox} and send it in an {@link
 * dev.barometer.starter.outbox.OutboxSender}.
 *
 * <p>When to try, who tries, and what becomes of it where a process dies is the timetable's part:
 * an entry without order, or all entries of one order, are one due thing there. So two instances
 * never send of one order at once, and an entry is sent twice only where a process dies, or stands
 * still for longer than its lease, between sending it and noting that; its id is the same then.
 */
@NullMarked
package dev.barometer.starter.outbox;

import org.jspecify.annotations.NullMarked;
