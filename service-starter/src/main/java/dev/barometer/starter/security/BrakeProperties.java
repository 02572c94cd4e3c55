package dev.barometer.starter.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How whoever guesses secrets is slowed down.
 *
 * @param freeFailures how many failures in a row cost nothing
 * @param firstPause the pause after the next one; it doubles with each further failure
 * @param longestPause what it grows to
 * @param memory how long after the last failure it is forgotten; not shorter than the longest pause
 * @param mostRemembered how many addresses and names are remembered at once
 */
@ConfigurationProperties("barometer.brake")
public record BrakeProperties(
    @DefaultValue("10") int freeFailures,
    @DefaultValue("1s") Duration firstPause,
    @DefaultValue("5m") Duration longestPause,
    @DefaultValue("15m") Duration memory,
    @DefaultValue("10000") int mostRemembered) {}
