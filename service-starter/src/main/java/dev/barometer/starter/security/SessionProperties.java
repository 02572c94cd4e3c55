package dev.barometer.starter.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Of those who signed in.
 *
 * @param lasts how long a session is good, however busy it is
 * @param secure whether browsers send the cookie over TLS alone, also where TLS ends before the
 *     service and nothing says so
 */
@ConfigurationProperties("barometer.sessions")
public record SessionProperties(
    @DefaultValue("12h") Duration lasts, @DefaultValue("false") boolean secure) {}
