package dev.barometer.survey.privacy;

import java.time.Duration;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are erased.
 *
 * @param lookAgain after how long an erasure looks whether something of the person is left that was
 *     under way, until there is nothing
 * @param retention of whom nothing happened for so long is erased by itself; null where nobody is
 */
@ConfigurationProperties("barometer.people")
record PrivacyProperties(@DefaultValue("1m") Duration lookAgain, @Nullable Period retention) {
  PrivacyProperties {
    if (retention != null
        && (retention.isNegative() || retention.toTotalMonths() + retention.getDays() < 1)) {
      throw new IllegalArgumentException("barometer.people.retention must be at least P1D");
    }
  }
}
