package dev.barometer.complaint.handling;

import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Opening;
import dev.barometer.complaint.cases.Severity;
import java.time.Instant;
import java.util.List;

/**
 * What is done to a case of a {@link Fortnight}, by whichever instance; done twice it is done once.
 *
 * @param what {@link #OPEN}, or one of {@link #MOVES}
 */
record Doing(String caseId, String what, Instant at) {
  static final String OPEN = "open";

  /** In the order in which they are done. */
  static final List<String> MOVES = List.of("acknowledge", "assess", "wait", "resume", "respond");

  private static final Actor KIM = new Actor("token:Kim", "Kim");
  private static final CaseMoves RULES = new CaseMoves(Fortnight.BOOK);

  static Doing parse(String text) {
    String[] parts = text.split(" ");
    return new Doing(parts[0], parts[1], Instant.parse(parts[2]));
  }

  String text() {
    return String.join(" ", caseId, what, at.toString());
  }

  void in(CaseRepository cases) {
    if (what.equals(OPEN)) {
      cases.put(null, opened());
      return;
    }
    while (true) {
      Case here = cases.find(caseId).orElseThrow();
      if (isDone(here) || cases.put(here, moved(here)).isPresent()) {
        return;
      }
    }
  }

  private Case opened() {
    var said = CaseFixtures.evidence("r-" + caseId, at, Severity.NORMAL, EMAIL_TEAM);
    return new Opening(caseId, caseId, "u-1", said, Actor.BAROMETER, at, false)
        .open(Fortnight.BOOK.of(null));
  }

  /** Whoever died after it was written does it no second time. */
  private boolean isDone(Case here) {
    String told = what.equals("wait") ? "waiting" : what;
    return here.handling().history().stream()
        .anyMatch(entry -> entry.who().equals(KIM.name()) && entry.what().startsWith(told));
  }

  private Case moved(Case here) {
    return switch (what) {
      case "acknowledge" -> RULES.acknowledge(here, KIM, at, null);
      case "assess" -> RULES.assess(here, KIM, at, Severity.NORMAL, null, null);
      case "wait" -> RULES.waitFor(here, KIM, at, "customer", null);
      case "resume" -> RULES.resume(here, KIM, at);
      default -> RULES.respond(here, KIM, at, "Sorry.", true);
    };
  }
}
