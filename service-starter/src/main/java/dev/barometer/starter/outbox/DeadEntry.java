package dev.barometer.starter.outbox;

import java.time.Instant;

/**
 * What was not sent, and is not tried any more.
 *
 * @param why what the sender said last
 */
public record DeadEntry(OutboxEntry entry, int tries, Instant since, String why) {}
