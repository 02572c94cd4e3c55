package dev.barometer.reporting.administration;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Times as people read them: in the organisation's zone and the reader's language. */
public final class Moments {
  private final DateTimeFormatter format;
  private final ZoneId zone;

  public Moments(Locale locale, ZoneId zone) {
    this.format =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .withZone(zone);
    this.zone = zone;
  }

  public String of(Instant time) {
    return format.format(time);
  }

  public String zone() {
    return zone.getId();
  }
}
