package dev.barometer.survey.anonymous;

import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When anonymous answers are counted.
 *
 * @param least so many leave together, or none
 * @param countAt at what time of the day, where the organisation is
 */
@ConfigurationProperties("barometer.anonymous")
record AnonymousProperties(@DefaultValue("5") int least, @DefaultValue("03:00") LocalTime countAt) {

  AnonymousProperties {
    if (least < 2) {
      throw new IllegalArgumentException(
          "barometer.anonymous.least must be at least 2: alone nobody is anonymous");
    }
  }
}
