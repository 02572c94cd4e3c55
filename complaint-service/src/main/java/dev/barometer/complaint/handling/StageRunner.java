package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.TwoCases;
import dev.barometer.complaint.cases.What;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.complaint.publishing.PublishingRunner;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
      case What.MERGED -> bringAbout(detail(entry, "into"), first, entry);
      case What.SPLIT -> bringAbout(detail(entry, "into"), first, entry);
      case What.REVIEW_REQUESTED -> bringAbout(detail(entry, "review"), first, entry);
      default -> {
        // It concerns no other case.
      }
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
      Case after =
          TwoCases.after(first, other, otherId, entry, by, book.of(first.context().team()));
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
}
