package dev.barometer.starter.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent from outside, in whatever mode it came.
 *
 * @param subject what it is about, often the ticket id
 * @param time when it happened; null where the sender did not say
 * @param data the payload's JSON
 */
public record InboundEvent(
    String id,
    String source,
    String type,
    @Nullable String subject,
    @Nullable Instant time,
    byte[] data) {}
