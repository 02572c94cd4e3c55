package dev.barometer.complaint.handling;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How cases are handled.
 *
 * @param ownRatings whether an agent is shown cases about himself: {@code hidden} or {@code shown}
 */
@ConfigurationProperties("barometer.complaints")
record HandlingProperties(@DefaultValue("hidden") OwnRatings ownRatings) {

  /** What an agent learns of those who rated him. */
  enum OwnRatings {
    HIDDEN,
    SHOWN
  }
}
