package dev.barometer.complaint.clock;

import dev.barometer.starter.calendar.BusinessCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of one case.
 *
 * @param all one of each name; none for a case of before there were clocks
 * @param owedAt when the first of those that run is or was over, {@link #NEVER} where none runs: it
 *     follows from the others, and is kept so that a database can put the most urgent case first
 */
public record Clocks(List<CaseClock> all, Instant owedAt) {
  /** Far enough to stand behind all others, and still a time to databases. */
  public static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  public static final Clocks NONE = new Clocks(List.of());

  public Clocks {
    all = all == null ? List.of() : List.copyOf(all);
    owedAt = owedFirst(all);
  }

  Clocks(List<CaseClock> all) {
    this(all, NEVER);
  }

  private static Instant owedFirst(List<CaseClock> all) {
    return all.stream()
        .map(CaseClock::owedAt)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(NEVER);
  }

  /** The clocks and what they did. */
  public record Struck(Clocks clocks, List<ClockStrike> strikes) {}

  /** All of them, running. */
  public static Clocks started(ClockRules rules, String kind, String severity, Instant at) {
    return new Clocks(
        Arrays.stream(ClockName.values())
            .map(
                name ->
                    CaseClock.started(
                        name, rules.target(name, kind, severity), at, rules.calendar()))
            .toList());
  }

  /** With the limit of another case, which goes on from where it stood; without one, its own. */
  public Clocks goingOnWithTheLimitOf(
      Clocks other, ClockRules rules, String kind, String severity, Instant at) {
    CaseClock limit = other.find(ClockName.LIMIT).orElse(null);
    return limit == null
        ? this
        : each(
            clock -> clock.name() == ClockName.LIMIT,
            clock ->
                limit.running(at, rules.target(ClockName.LIMIT, kind, severity), rules.calendar()));
  }

  /**
   * What is owed in another case is owed here from now on: of two clocks that are not done, the one
   * that has counted more.
   */
  public Clocks owingFor(Clocks other, ClockRules rules, String kind, String severity, Instant at) {
    return each(
        clock -> !clock.isDone(),
        clock ->
            other
                .find(clock.name())
                .filter(one -> !one.isDone())
                .map(
                    one ->
                        clock.countingFrom(
                            one.passed(at, rules.calendar()),
                            at,
                            rules.target(clock.name(), kind, severity),
                            rules.calendar()))
                .orElse(clock));
  }

  public Optional<CaseClock> find(ClockName name) {
    return all.stream().filter(clock -> clock.name() == name).findFirst();
  }

  public boolean areThere() {
    return !all.isEmpty();
  }

  /** The next moment at which something happens by itself; null where nothing does. */
  public @Nullable Instant next() {
    return all.stream()
        .map(CaseClock::next)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The one that is or was over first, of those that run. */
  public Optional<CaseClock> owed() {
    return all.stream().filter(clock -> owedAt.equals(clock.owedAt())).findFirst();
  }

  /** When the next of them is breached; null where none runs. */
  public @Nullable Instant nextDue() {
    return all.stream()
        .map(CaseClock::due)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Everything that has happened by itself until then, in the order in which it did. */
  public Struck struck(Instant now) {
    List<ClockStrike> strikes = new ArrayList<>();
    Clocks after =
        each(
            clock -> clock.next() != null,
            clock -> {
              CaseClock struck = clock;
              Instant warnAt = clock.warnAt();
              if (warnAt != null && !warnAt.isAfter(now)) {
                struck = struck.warnedNow();
                strikes.add(new ClockStrike(clock.name(), false, warnAt));
              }
              Instant due = clock.due();
              if (due != null && !due.isAfter(now)) {
                struck = struck.breached(due);
                strikes.add(new ClockStrike(clock.name(), true, due));
              }
              return struck;
            });
    strikes.sort(
        Comparator.comparing(ClockStrike::at)
            .thenComparing(ClockStrike::breach)
            .thenComparing(ClockStrike::name));
    return new Struck(after, List.copyOf(strikes));
  }

  /** What this one is for was done. */
  public Clocks done(ClockName name, Instant at, BusinessCalendar calendar) {
    return each(
        clock -> clock.name() == name && !clock.isDone(), clock -> clock.done(at, calendar));
  }

  /** All that are not done stand. */
  public Clocks standing(Instant at, BusinessCalendar calendar) {
    return each(CaseClock::isRunning, clock -> clock.standing(at, calendar));
  }

  /** All that are not done run. */
  public Clocks running(ClockRules rules, String kind, String severity, Instant at) {
    return each(
        clock -> !clock.isDone() && !clock.isRunning(),
        clock -> clock.running(at, rules.target(clock.name(), kind, severity), rules.calendar()));
  }

  /** With the targets of what the case is now; those that stand get theirs when they run. */
  public Clocks retargeted(ClockRules rules, String kind, String severity, Instant at) {
    return each(
        clock ->
            clock.isRunning()
                && !clock.target().equals(rules.target(clock.name(), kind, severity).span()),
        clock -> clock.running(at, rules.target(clock.name(), kind, severity), rules.calendar()));
  }

  /** An answer is owed once more: what was counted until the first goes on. */
  public Clocks owedAgain(ClockRules rules, String kind, String severity, Instant at) {
    return each(
        clock -> clock.name() == ClockName.ANSWER || clock.name() == ClockName.LIMIT,
        clock -> clock.running(at, rules.target(clock.name(), kind, severity), rules.calendar()));
  }

  /** Whether each was kept, of those that are done; false as soon as one was not. */
  public boolean allKept() {
    return all.stream().allMatch(clock -> clock.breachedAt() == null);
  }

  private Clocks each(Predicate<CaseClock> which, UnaryOperator<CaseClock> change) {
    return new Clocks(
        all.stream().map(clock -> which.test(clock) ? change.apply(clock) : clock).toList());
  }
}
