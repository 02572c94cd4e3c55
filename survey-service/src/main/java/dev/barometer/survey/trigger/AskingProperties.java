package dev.barometer.survey.trigger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How it is decided who is asked.
 *
 * @param settle how long after it became known a candidate is decided at the earliest: what comes
 *     together is decided in the order in which it happened, not in which it came
 */
@ConfigurationProperties("barometer.asking")
record AskingProperties(@DefaultValue("2s") Duration settle) {}
