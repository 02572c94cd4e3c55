package dev.barometer.complaint.handling;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the clocks of a case are to do, counted minute by minute: it asks of each whether somebody
 * works then, and knows nothing of calendars and clocks as the service has them.
 */
final class MinuteByMinute {
  /** Target and warning of each clock, in working minutes. */
  static final Map<String, int[]> TARGETS = new LinkedHashMap<>();

  static {
    TARGETS.put("acknowledge", new int[] {480, 360});
    TARGETS.put("assess", new int[] {960, 720});
    TARGETS.put("answer", new int[] {2_400, 1_800});
    TARGETS.put("limit", new int[] {3_840, 2_880});
  }

  private final Instant start;
  private final boolean[] works;

  /** Something that a person does at the beginning of a minute. */
  record Act(int minute, String move) {}

  MinuteByMinute(Instant start, int minutes, ZoneId zone, Set<LocalDate> holidays) {
    this.start = start;
    works = new boolean[minutes];
    for (int minute = 0; minute < minutes; minute++) {
      LocalDateTime there = at(minute).atZone(zone).toLocalDateTime();
      DayOfWeek day = there.getDayOfWeek();
      LocalTime time = there.toLocalTime();
      works[minute] =
          day != DayOfWeek.SATURDAY
              && day != DayOfWeek.SUNDAY
              && !holidays.contains(there.toLocalDate())
              && !time.isBefore(LocalTime.of(9, 0))
              && time.isBefore(LocalTime.of(17, 0));
    }
  }

  Instant at(int minute) {
    return start.plus(Duration.ofMinutes(minute));
  }

  /** Each as {@code moment what clock}, in any order. */
  List<String> strikes(int received, List<Act> acts) {
    List<String> all = new ArrayList<>();
    TARGETS.forEach((name, target) -> all.addAll(strikes(name, target, received, acts)));
    return all;
  }

  private List<String> strikes(String name, int[] target, int received, List<Act> acts) {
    List<String> all = new ArrayList<>();
    boolean waits = false;
    boolean done = false;
    int counted = 0;
    int next = 0;
    for (int minute = received; minute < works.length; minute++) {
      for (; next < acts.size() && acts.get(next).minute() == minute; next++) {
        String move = acts.get(next).move();
        waits = move.equals("wait") || waits && !move.equals("resume");
        done |= name.equals(move) || name.equals("answer") && move.equals("respond");
      }
      if (done || counted >= target[0]) {
        return all;
      }
      if (works[minute] && !waits) {
        counted++;
        if (counted == target[1]) {
          all.add(at(minute + 1) + " warned " + name);
        }
        if (counted == target[0]) {
          all.add(at(minute + 1) + " breached " + name);
        }
      }
    }
    return all;
  }
}
