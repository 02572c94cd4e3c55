package dev.barometer.reporting.deadletter;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Tells times as the reader writes them, in the organisation's zone. */
record DeadLetterTimes(ZoneId zone, Locale locale) {

  String tell(Instant time) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
        .withLocale(locale)
        .withZone(zone)
        .format(time);
  }
}
