package dev.barometer.starter.calendar;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.DateStart;
import biweekly.property.RawProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.ICalDate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The days of an .ics file. An event that takes whole days closes each of them, unless it is marked
 * as one that is worked. What it is called decides nothing.
 */
final class IcsDays {
  private static final String WORKING = "WORKING";
  private static final String KIND = "X-BAROMETER-KIND";

  /**
   * How Apple's calendar of China marks what is closed and what is worked. It names festivals
   * besides, on which everybody works: in a file with such marks nothing else counts.
   */
  private static final String APPLE_KIND = "X-APPLE-SPECIAL-DAY";

  private static final String APPLE_WORKED = "ALTERNATE-WORKDAY";
  private static final String APPLE_CLOSED = "WORK-HOLIDAY";
  private static final int LONGEST = 366;

  private IcsDays() {}

  static HolidayFile read(String text) {
    List<ICalendar> calendars = Biweekly.parse(text).all();
    if (calendars.isEmpty()) {
      throw new IllegalArgumentException("holds no calendar");
    }
    List<VEvent> events =
        calendars.stream()
            .flatMap(calendar -> calendar.getEvents().stream())
            .filter(event -> event.getStatus() == null || !event.getStatus().isCancelled())
            .toList();
    boolean areMarked = events.stream().anyMatch(IcsDays::isMarked);
    Map<LocalDate, SpecialDay> days = new TreeMap<>();
    int unmarked = 0;
    int timed = 0;
    for (VEvent event : events) {
      if (areMarked && !isMarked(event)) {
        unmarked++;
      } else if (hasTime(event)) {
        timed++;
      } else {
        add(days, event);
      }
    }
    List<String> remarks = new ArrayList<>();
    if (unmarked > 0) {
      remarks.add(unmarked + " events are left out: others are marked with " + APPLE_KIND);
    }
    if (timed > 0) {
      remarks.add(timed + " events are left out: they do not take whole days");
    }
    return new HolidayFile(days, remarks);
  }

  private static boolean hasTime(VEvent event) {
    DateStart start = event.getDateStart();
    if (start == null || start.getValue() == null) {
      throw new IllegalArgumentException(name(event) + " has no beginning that can be read");
    }
    return start.getValue().hasTime();
  }

  private static boolean isMarked(VEvent event) {
    RawProperty apple = event.getExperimentalProperty(APPLE_KIND);
    return apple != null
        && (APPLE_WORKED.equalsIgnoreCase(apple.getValue())
            || APPLE_CLOSED.equalsIgnoreCase(apple.getValue()));
  }

  private static void add(Map<LocalDate, SpecialDay> days, VEvent event) {
    if (event.getRecurrenceRule() != null || !event.getRecurrenceDates().isEmpty()) {
      throw new IllegalArgumentException(
          name(event) + " comes again by a rule: write it out for each year");
    }
    LocalDate first = date(event.getDateStart(), event);
    LocalDate end = end(event, first);
    if (!first.isBefore(end) || first.plusDays(LONGEST).isBefore(end)) {
      throw new IllegalArgumentException(
          name(event) + " takes no days, or more than " + LONGEST + ": " + first + " to " + end);
    }
    SpecialDay kind = kind(event);
    for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
      HolidayFile.add(days, day, kind);
    }
  }

  /** The first day that is not in it any more. */
  private static LocalDate end(VEvent event, LocalDate first) {
    if (event.getDateEnd() != null) {
      LocalDate end = date(event.getDateEnd(), event);
      // Some write the same day for both, and mean that one.
      return end.equals(first) ? first.plusDays(1) : end;
    }
    @Nullable Duration length = event.getDuration() == null ? null : event.getDuration().getValue();
    if (length == null) {
      return first.plusDays(1);
    }
    long days = length.toMillis() / java.time.Duration.ofDays(1).toMillis();
    return length.isPrior() ? first : first.plusDays(days);
  }

  private static LocalDate date(DateOrDateTimeProperty property, VEvent event) {
    ICalDate value = property.getValue();
    DateTimeComponents read = value == null ? null : value.getRawComponents();
    if (read == null) {
      throw new IllegalArgumentException(name(event) + " has a date that cannot be read");
    }
    try {
      return LocalDate.of(read.getYear(), read.getMonth(), read.getDate());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name(event) + ": " + e.getMessage(), e);
    }
  }

  private static SpecialDay kind(VEvent event) {
    RawProperty said = event.getExperimentalProperty(KIND);
    if (said != null) {
      return SpecialDay.parse(said.getValue());
    }
    RawProperty apple = event.getExperimentalProperty(APPLE_KIND);
    boolean isWorked =
        apple != null && APPLE_WORKED.equalsIgnoreCase(apple.getValue())
            || event.getCategories().stream()
                .flatMap(one -> one.getValues().stream())
                .anyMatch(WORKING::equalsIgnoreCase);
    return isWorked ? SpecialDay.worked("") : SpecialDay.CLOSED;
  }

  private static String name(VEvent event) {
    String summary = event.getSummary() == null ? null : event.getSummary().getValue();
    return summary == null || summary.isBlank() ? "An event" : "The event \"" + summary + "\"";
  }
}
