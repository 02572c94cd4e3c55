package dev.barometer.complaint.notice;

import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How staff hear of cases.
 *
 * @param normal of cases that are not severe: {@code at-once}, {@code daily} in one mail, or {@code
 *     off}
 * @param severe of those that are
 * @param dailyAt when the daily mail comes, on days on which somebody works then
 * @param mostAnHour how many mails one reader gets in an hour; the rest comes in one at its end
 */
@ConfigurationProperties("barometer.complaints.notices")
record NoticeProperties(
    @DefaultValue("at-once") When normal,
    @DefaultValue("at-once") When severe,
    @DefaultValue("09:00") String dailyAt,
    @DefaultValue("20") int mostAnHour) {
  NoticeProperties {
    if (mostAnHour < 1) {
      throw new IllegalArgumentException(
          "barometer.complaints.notices.most-an-hour must be at least 1");
    }
  }

  /** When somebody is told. */
  enum When {
    AT_ONCE,
    DAILY,
    OFF
  }

  When of(String severity) {
    return severity.equals("severe") ? severe : normal;
  }

  LocalTime daily() {
    return LocalTime.parse(dailyAt);
  }
}
