package dev.barometer.starter.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many people may be signed in at once; one too many ends the session that began first.
 *
 * @param most in all
 * @param mostPerCaller with one token: several people may share it, and each has browsers
 */
@ConfigurationProperties("barometer.sessions")
public record SessionProperties(
    @DefaultValue("1000") int most, @DefaultValue("50") int mostPerCaller) {}
