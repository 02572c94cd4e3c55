package dev.barometer.complaint.publishing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the unsent events are sent.
 *
 * @param sweep how often the database is asked for events that nobody sent, after a crash for
 *     example
 * @param lease how long one instance has the right to send an event; longer than the producer may
 *     take to deliver one ({@code max.block.ms} + {@code delivery.timeout.ms}), or an event could
 *     still be on its way when another instance goes on
 * @param longestPause the limit of the growing pauses while broker or database are away
 */
@ConfigurationProperties("barometer.publishing")
record PublishingProperties(
    @DefaultValue("10s") Duration sweep,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("30s") Duration longestPause) {}
