package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Assignee;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Customer;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.frame.wording.Wording;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words cases, with the time that is left for them. */
final class DeskText {
  private static final int LONGEST = 160;

  private final Wording wording;
  private final ClockBook book;
  private final Instant now;

  DeskText(Wording wording, ClockBook book, Instant now) {
    this.wording = wording;
    this.book = book;
    this.now = now;
  }

  DeskLine line(Case shown) {
    Assignee assignee = shown.handling().assignee();
    return new DeskLine(
        shown.caseId(),
        wording.sayOr("desk.kind." + shown.kind(), shown.kind()),
        wording.say("desk.severity." + shown.severity().label()),
        shown.severity().label().equals("severe"),
        shown.status().label(),
        wording.say("desk.status." + shown.status().label()),
        wording.say("desk.level." + shown.handling().level().label()),
        timeLeft(shown),
        said(shown),
        person(shown),
        shown.ticketId(),
        shown.context().service(),
        shown.context().team(),
        assignee == null ? null : assignee.name(),
        shown.handling().repeated(),
        shown.handling().stageOf() != null,
        shown.openedAt(),
        shown.closedAt());
  }

  TimeLeft timeLeft(Case shown) {
    return TimeLeft.of(shown, book.of(shown.context().team()), wording, now);
  }

  /** His name where somebody took it down, else his id. */
  static @Nullable String person(Case shown) {
    Customer customer = shown.handling().customer();
    return customer != null && customer.name() != null ? customer.name() : shown.personId();
  }

  private static @Nullable String said(Case shown) {
    for (Evidence entry : shown.standing()) {
      String text = entry.said().text();
      if (text != null && !text.isBlank()) {
        return firstLine(text);
      }
    }
    return shown.standing().stream()
        .map(entry -> rating(entry.said()))
        .filter(rating -> !rating.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static String firstLine(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    int end = line.offsetByCodePoints(0, Math.min(LONGEST, line.codePointCount(0, line.length())));
    return end < line.length() ? line.substring(0, end) + "…" : line;
  }

  /** Such as {@code NPS 3}; empty where there is none. */
  static String rating(Complaint.Evidence said) {
    return said.metric() == null || said.value() == null
        ? ""
        : said.metric().toUpperCase(Locale.ROOT) + " " + said.value();
  }
}
