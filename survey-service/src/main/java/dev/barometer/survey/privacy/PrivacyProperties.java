package dev.barometer.survey.privacy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are erased.
 *
 * @param lookAgain after how long an erasure looks whether something of the person is left that was
 *     under way, until there is nothing
 */
@ConfigurationProperties("barometer.people")
record PrivacyProperties(@DefaultValue("1m") Duration lookAgain) {}
