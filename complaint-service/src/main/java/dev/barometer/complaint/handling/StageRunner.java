package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.TwoCases;
import dev.barometer.complaint.cases.What;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.complaint.publishing.PublishingRunner;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Brings about what a move of one case does to another: what was merged or split is taken there,
 * and the second stage is opened. It follows from the history of the first alone, so it comes about
 * once, at once or after whatever died in between.
 */
@Component
class StageRunner implements CaseFollower {
  private final CaseRepository cases;
  private final ClockBook book;
  private final ObjectProvider<PublishingRunner> runner;

  StageRunner(CaseRepository cases, ClockBook book, ObjectProvider<PublishingRunner> runner) {
    this.cases = cases;
    this.book = book;
    this.runner = runner;
  }

  @Override
  public void follow(List<Followed> changes) {
    for (Followed change : changes) {
      change.entries().forEach(entry -> follow(change.current(), entry));
    }
  }

  private void follow(Case first, Entry entry) {
    switch (entry.what()) {
      case What.MERGED -> {
        if (detail(entry, "into").equals(first.handling().mergedInto())) {
          bringAbout(detail(entry, "into"), first, entry);
        }
      }
      case What.CORRECTED, What.TAKEN_BACK, What.ERASED -> follow(first, entry.at());
      case What.SPLIT -> bringAbout(detail(entry, "into"), first, entry);
      case What.REVIEW_REQUESTED -> bringAbout(detail(entry, "review"), first, entry);
      default -> {
        // It concerns no other case.
      }
    }
  }

  /** What others have of it is corrected and erased there, too. */
  private void follow(Case first, Instant at) {
    for (String otherId : TwoCases.withCopiesOf(first)) {
      change(otherId, other -> TwoCases.copied(first, other, at, book.of(other.context().team())));
    }
  }

  private static String detail(Entry entry, String name) {
    return Objects.requireNonNull(entry.details().get(name), name);
  }

  /** The other case, as it is after it. */
  Case bringAbout(String otherId, Case first, Entry entry) {
    Actor by = new Actor(String.valueOf(entry.by()), entry.who());
    while (true) {
      Case other = cases.find(otherId).orElse(null);
      if (other != null && entry.what().equals(What.MERGED)) {
        List<Case> circle = circle(first, other);
        if (!circle.isEmpty()) {
          Case goesOn = revived(circle, entry.at());
          if (goesOn.caseId().equals(first.caseId())) {
            return goesOn;
          }
          continue; // what the first has to give goes there now
        }
      }
      Case its = other == null ? first : other;
      ClockRules rules = book.of(its.context().team());
      Case after = TwoCases.after(first, other, otherId, entry, by, rules);
      if (after.equals(other)) {
        return after;
      }
      Optional<Case> kept = cases.put(other, after);
      if (kept.isPresent()) {
        runner.getObject().soon(otherId);
        return kept.get();
      }
    }
  }

  /**
   * Those that became parts of each other at the same time, all around, so that none went on; empty
   * where the last of them is nobody's part.
   */
  private List<Case> circle(Case first, Case other) {
    Map<String, Case> seen = new LinkedHashMap<>();
    Optional<Case> next = Optional.of(other);
    while (next.isPresent() && seen.putIfAbsent(next.get().caseId(), next.get()) == null) {
      next = Optional.ofNullable(next.get().handling().mergedInto()).flatMap(cases::find);
    }
    return next.isPresent() && seen.containsKey(first.caseId())
        ? List.copyOf(seen.values())
        : List.of();
  }

  /** Of a circle the same one goes on, whoever looks. */
  private Case revived(List<Case> circle, Instant at) {
    Case goesOn = Collections.min(circle, Comparator.comparing(Case::caseId));
    String becamePartOf = String.valueOf(goesOn.handling().mergedInto());
    return change(
            goesOn.caseId(),
            here -> TwoCases.revived(here, becamePartOf, at, book.of(here.context().team())))
        .orElseThrow();
  }

  /** Empty where it has not come about yet: then it begins with what is true by then. */
  private Optional<Case> change(String caseId, UnaryOperator<Case> step) {
    while (true) {
      Optional<Case> here = cases.find(caseId);
      if (here.isEmpty()) {
        return here;
      }
      Case next = step.apply(here.get());
      if (next.equals(here.get())) {
        return here;
      }
      Optional<Case> kept = cases.put(here.get(), next);
      if (kept.isPresent()) {
        runner.getObject().soon(caseId);
        return kept;
      }
    }
  }
}
