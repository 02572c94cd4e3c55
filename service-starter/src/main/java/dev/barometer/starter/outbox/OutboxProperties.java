package dev.barometer.starter.outbox;

import dev.barometer.starter.timetable.Retry;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How what is to be sent is sent.
 *
 * @param retry what is done when sending fails
 * @param idsKept how long the id of what was sent is known, so that it is not sent again
 * @param deadKept how long what is dead is kept, with all that it says
 */
@ConfigurationProperties("barometer.outbox")
record OutboxProperties(
    @DefaultValue Retry retry,
    @DefaultValue("30d") Duration idsKept,
    @DefaultValue("30d") Duration deadKept) {}
