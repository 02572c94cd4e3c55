package dev.barometer.complaint.cases;

import org.jspecify.annotations.Nullable;

/**
 * How a customer can be written to, as somebody who took his complaint down said; what is left open
 * is looked up at his ticket.
 *
 * @param channel by which he complained, such as {@code phone}
 * @param remedySought what he wants
 */
public record Customer(
    @Nullable String name,
    @Nullable String email,
    @Nullable String locale,
    @Nullable String channel,
    @Nullable String remedySought) {}
