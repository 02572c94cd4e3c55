package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.complaint.publishing.PublishingRunner;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Lets the clocks of cases strike when it is time. A strike stands in the timetable under its case
 * and its moment, so nothing that is scheduled is ever put off: one that is out of date finds
 * nothing to do. After every change of a case its next strike is scheduled before anybody is told
 * of the change.
 */
@Component
class StrikeRunner implements DueHandler, CaseFollower {
  private static final String KIND = "case.strike";
  private static final char BEFORE_MOMENT = '@';
  private static final int MOST_AT_ONCE = 100;

  private final CaseRepository cases;
  private final ClockBook book;
  private final ObjectProvider<Timetable> timetable;
  private final ObjectProvider<PublishingRunner> runner;
  private final Clock clock;

  /**
   * @param timetable made of its handlers, of which this is one
   * @param runner made of its followers, of which this is one
   */
  StrikeRunner(
      CaseRepository cases,
      ClockBook book,
      ObjectProvider<Timetable> timetable,
      ObjectProvider<PublishingRunner> runner,
      Clock clock) {
    this.cases = cases;
    this.book = book;
    this.timetable = timetable;
    this.runner = runner;
    this.clock = clock;
  }

  @Override
  public void follow(List<Followed> changes) {
    schedule(changes.stream().map(Followed::current));
  }

  private void schedule(Stream<Case> changed) {
    List<Due> next = changed.map(StrikeRunner::next).filter(Objects::nonNull).toList();
    timetable.getObject().schedule(next);
  }

  private static @Nullable Due next(Case changed) {
    Instant at = changed.nextStrike();
    return at == null
        ? null
        : new Due(KIND, changed.caseId() + BEFORE_MOMENT + at.toEpochMilli(), at);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int mostAtOnce() {
    return MOST_AT_ONCE;
  }

  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    return DueHandler.eachAloneAfterAFailure(due, this::strike);
  }

  private void strike(List<Due> due) {
    List<String> ids = due.stream().map(StrikeRunner::caseId).distinct().toList();
    List<Case> untouched = new ArrayList<>();
    for (Case found : cases.find(ids)) {
      strike(found).ifPresent(untouched::add);
    }
    schedule(untouched.stream());
  }

  private static String caseId(Due due) {
    return due.key().substring(0, due.key().lastIndexOf(BEFORE_MOMENT));
  }

  /** Empty where something happened: what follows from that is seen to by who tells of it. */
  private Optional<Case> strike(Case found) {
    Case here = found;
    while (true) {
      Case struck = here.struck(clock.instant(), book.of(here.context().team()));
      if (struck.equals(here)) {
        return Optional.of(here);
      }
      if (cases.put(here, struck).isPresent()) {
        runner.getObject().soon(here.caseId());
        return Optional.empty();
      }
      Optional<Case> changed = cases.find(here.caseId());
      if (changed.isEmpty()) {
        return Optional.empty();
      }
      here = changed.get();
    }
  }
}
