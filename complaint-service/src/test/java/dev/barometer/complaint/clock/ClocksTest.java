package dev.barometer.complaint.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.calendar.BusinessCalendar;
import dev.barometer.starter.calendar.WeekHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Clocks against a count of minutes that knows nothing of them: people work by night, so that the
 * end and the beginning of summer time fall into their hours.
 */
class ClocksTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalTime FROM = LocalTime.of(0, 30);
  private static final LocalTime TO = LocalTime.of(4, 30);
  private static final int MINUTES = 21 * 24 * 60;
  private static final String NORMAL = "normal";

  /** What happens so many minutes after what happened before. */
  private record Incident(int after, String what) {}

  /** A clock as a count. */
  private static final class Count {
    int counted;
    int target;
    int warning;
    boolean runs = true;
    boolean isDone;
    boolean isWarned;
    boolean isBreached;
  }

  private static int target(ClockName name, String kind) {
    int usual = 200 * (name.ordinal() + 1) + 17;
    return kind.equals("complaint") ? usual * 2 / 3 : usual;
  }

  private static ClockRules rules(Set<LocalDate> holidays) {
    return new ClockRules(
        new BusinessCalendar(BERLIN, WeekHours.parse("Mon-Sun 00:30-04:30"), holidays),
        (name, kind, severity, calendar) ->
            new ClockTarget(
                Duration.ofMinutes(target(name, kind)),
                Duration.ofMinutes(target(name, kind) / 2)));
  }

  @Provide
  Arbitrary<List<Incident>> happenings() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3_000),
            Arbitraries.of("look", "stand", "run", "complaint", "done", "again"))
        .as(Incident::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(14);
  }

  @Property(tries = 300)
  void strikeAsMinutesAreCounted(
      @ForAll("happenings") List<Incident> happenings,
      @ForAll boolean isSpring,
      @ForAll("days") List<Integer> days) {
    LocalDate begin = isSpring ? LocalDate.of(2027, 3, 22) : LocalDate.of(2026, 10, 19);
    Set<LocalDate> holidays = Set.copyOf(days.stream().distinct().map(begin::plusDays).toList());
    Instant start = begin.atStartOfDay(BERLIN).toInstant();

    assertThat(struck(happenings, start, rules(holidays)))
        .containsExactlyInAnyOrderElementsOf(counted(happenings, start, holidays));
  }

  @Provide
  Arbitrary<List<Integer>> days() {
    return Arbitraries.integers().between(0, 20).list().ofMaxSize(4);
  }

  private static List<ClockStrike> struck(
      List<Incident> happenings, Instant start, ClockRules rules) {
    String kind = "grievance";
    Instant now = start;
    Clocks clocks = Clocks.started(rules, kind, NORMAL, start);
    List<ClockStrike> all = new ArrayList<>();
    for (Incident happening : happenings) {
      now = now.plus(Duration.ofMinutes(happening.after()));
      if (now.isAfter(start.plus(Duration.ofMinutes(MINUTES)))) {
        break;
      }
      Clocks.Struck struck = clocks.struck(now);
      assertThat(struck.strikes()).isSortedAccordingTo(Comparator.comparing(ClockStrike::at));
      all.addAll(struck.strikes());
      Clocks before = struck.clocks();
      kind = happening.what().equals("complaint") ? "complaint" : kind;
      clocks =
          switch (happening.what()) {
            case "stand" -> before.standing(now, rules.calendar());
            case "run" -> before.running(rules, kind, NORMAL, now);
            case "complaint" -> before.retargeted(rules, kind, NORMAL, now);
            case "done" -> before.done(ClockName.ANSWER, now, rules.calendar());
            case "again" -> before.owedAgain(rules, kind, NORMAL, now);
            default -> before;
          };
      assertThatNoneWentBack(before, clocks, now, rules);
    }
    all.addAll(clocks.struck(start.plus(Duration.ofMinutes(MINUTES))).strikes());
    return all;
  }

  private static void assertThatNoneWentBack(
      Clocks before, Clocks after, Instant now, ClockRules rules) {
    for (CaseClock clock : after.all()) {
      CaseClock was = before.find(clock.name()).orElseThrow();
      assertThat(clock.passed(now, rules.calendar())).isEqualTo(was.passed(now, rules.calendar()));
      assertThat(clock.breachedAt()).isEqualTo(was.breachedAt());
      assertThat(clock.warned() || !was.warned()).isTrue();
    }
  }

  private static List<ClockStrike> counted(
      List<Incident> happenings, Instant start, Set<LocalDate> holidays) {
    String kind = "grievance";
    Map<ClockName, Count> counts = new EnumMap<>(ClockName.class);
    for (ClockName name : ClockName.values()) {
      Count count = new Count();
      aim(count, name, kind);
      counts.put(name, count);
    }
    List<ClockStrike> all = new ArrayList<>();
    int next = 0;
    int nextAt = happenings.get(0).after();
    for (int minute = 0; minute <= MINUTES; minute++) {
      Instant now = start.plus(Duration.ofMinutes(minute));
      for (; next < happenings.size() && nextAt == minute; ) {
        String what = happenings.get(next).what();
        kind = what.equals("complaint") ? "complaint" : kind;
        for (Map.Entry<ClockName, Count> each : counts.entrySet()) {
          happen(what, each.getKey(), each.getValue(), kind);
          strike(each.getKey(), each.getValue(), now, all);
        }
        next++;
        nextAt += next < happenings.size() ? happenings.get(next).after() : 0;
      }
      boolean works = works(now, holidays);
      for (Map.Entry<ClockName, Count> each : counts.entrySet()) {
        if (works && each.getValue().runs && minute < MINUTES) {
          each.getValue().counted++;
          strike(each.getKey(), each.getValue(), now.plusSeconds(60), all);
        }
      }
    }
    return all;
  }

  private static boolean works(Instant now, Set<LocalDate> holidays) {
    LocalDateTime there = now.atZone(BERLIN).toLocalDateTime();
    return !holidays.contains(there.toLocalDate())
        && !there.toLocalTime().isBefore(FROM)
        && there.toLocalTime().isBefore(TO);
  }

  private static void aim(Count count, ClockName name, String kind) {
    count.target = target(name, kind);
    count.warning = count.target / 2;
  }

  private static void happen(String what, ClockName name, Count count, String kind) {
    switch (what) {
      case "stand" -> count.runs = false;
      case "run" -> {
        if (!count.isDone && !count.runs) {
          count.runs = true;
          aim(count, name, kind);
        }
      }
      case "complaint" -> {
        if (count.runs) {
          aim(count, name, kind);
        }
      }
      case "done" -> {
        if (name == ClockName.ANSWER) {
          count.isDone = true;
          count.runs = false;
        }
      }
      case "again" -> {
        if (name == ClockName.ANSWER || name == ClockName.LIMIT) {
          count.isDone = false;
          count.runs = true;
          aim(count, name, kind);
        }
      }
      default -> {
        // Somebody looks.
      }
    }
  }

  private static void strike(ClockName name, Count count, Instant at, List<ClockStrike> all) {
    if (!count.runs || count.isBreached) {
      return;
    }
    if (!count.isWarned && count.counted >= count.warning) {
      count.isWarned = true;
      all.add(new ClockStrike(name, false, at));
    }
    if (count.counted >= count.target) {
      count.isBreached = true;
      all.add(new ClockStrike(name, true, at));
    }
  }
}
