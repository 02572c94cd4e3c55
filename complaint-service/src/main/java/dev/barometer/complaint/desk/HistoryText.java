package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.What;
import dev.barometer.frame.wording.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words the history of a case. */
final class HistoryText {
  private static final Set<String> TO_THE_CUSTOMER =
      Set.of(What.ACKNOWLEDGED, What.MESSAGE_SENT, What.RESPONDED, What.RECEIPT_SENT);
  private static final Set<String> LOUD = Set.of(What.BREACHED, What.ESCALATED, What.UNDELIVERED);

  /** What a detail stands for, where it is one of a closed set: its texts begin like this. */
  private static final Map<String, String> NAMED =
      Map.of(
          "severity", "desk.severity.",
          "kind", "desk.kind.",
          "level", "desk.level.",
          "clock", "desk.clock.",
          "because", "desk.because.",
          "for", "desk.whom.",
          "satisfied", "desk.satisfied.",
          "how", "desk.how.",
          "pdf", "desk.pdf.",
          "why", "desk.why.");

  private static final Map<String, List<String>> SHOWN =
      Map.of(
          What.ASSESSED, List.of("severity", "kind"),
          What.ASSIGNED, List.of("name"),
          What.WARNED, List.of("clock"),
          What.BREACHED, List.of("clock"),
          What.ESCALATED, List.of("level"),
          What.BECAME_COMPLAINT, List.of("because"),
          What.RECHECKED, List.of("satisfied", "value", "scale"),
          What.DELIVERED, List.of("how", "pdf"),
          What.UNDELIVERED, List.of("why"),
          What.CLOSED, List.of("rootCause"));

  private final Wording wording;

  HistoryText(Wording wording) {
    this.wording = wording;
  }

  /**
   * One entry in words.
   *
   * @param who null where it happened by rule
   * @param audience {@code inside} or {@code customer}, of what is written; {@code none} where
   *     nothing is
   * @param other the case that this is also about
   */
  record Line(
      int number,
      Instant at,
      @Nullable String who,
      String what,
      @Nullable String note,
      String audience,
      boolean loud,
      boolean quiet,
      @Nullable String other) {}

  /**
   * What is news to whoever has seen so many entries; mails that went are none.
   *
   * @param seen null where nobody says
   */
  static List<Line> since(@Nullable Integer seen, List<Line> history) {
    return seen == null
        ? List.of()
        : history.stream().filter(line -> line.number() > seen && !line.quiet()).toList();
  }

  List<Line> lines(List<Entry> history) {
    return history.stream().map(this::line).toList();
  }

  Line line(Entry entry) {
    String what = entry.what();
    String audience = TO_THE_CUSTOMER.contains(what) ? "customer" : "inside";
    return new Line(
        entry.number(),
        entry.at(),
        entry.who().equals(Actor.BAROMETER.name()) ? null : entry.who(),
        said(entry),
        entry.note(),
        entry.note() == null ? "none" : audience,
        LOUD.contains(what) || isBadRecheck(entry),
        entry.isOfAMailThatWent(),
        other(entry));
  }

  /** Whether the customer was asked afterwards, and was not satisfied when he was asked last. */
  static boolean isUnsatisfied(List<Entry> history) {
    return history.stream()
        .filter(entry -> entry.what().equals(What.RECHECKED))
        .reduce((before, last) -> last)
        .filter(HistoryText::isBadRecheck)
        .isPresent();
  }

  private static boolean isBadRecheck(Entry entry) {
    return entry.what().equals(What.RECHECKED)
        && "negative".equals(entry.details().get("satisfied"));
  }

  private String said(Entry entry) {
    List<String> shown = SHOWN.getOrDefault(entry.what(), List.of());
    Object[] arguments =
        shown.stream().map(name -> named(name, entry.details().get(name))).toArray();
    String key = "desk.what." + entry.what();
    return wording.sayOr(key, "").isEmpty() ? entry.what() : wording.say(key, arguments);
  }

  private String named(String detail, @Nullable String value) {
    String text = value == null ? "" : value;
    String texts = NAMED.get(detail);
    return texts == null ? text : wording.sayOr(texts + text, text);
  }

  private static @Nullable String other(Entry entry) {
    for (String name : List.of("into", "from", "review")) {
      String id = entry.details().get(name);
      if (id != null) {
        return id;
      }
    }
    return null;
  }
}
