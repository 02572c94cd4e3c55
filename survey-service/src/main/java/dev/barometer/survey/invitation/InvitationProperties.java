package dev.barometer.survey.invitation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what is kept of invitations is kept.
 *
 * @param linksKept after it expired a link still says so for that long; then it leads nowhere
 * @param suppressedKept how long it is known that and why somebody was not asked
 */
@ConfigurationProperties("barometer.invitations")
record InvitationProperties(
    @DefaultValue("30d") Duration linksKept, @DefaultValue("400d") Duration suppressedKept) {}
