package dev.barometer.complaint.message;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.cases.What;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of a history is said to the customer. Nothing else of it ever leaves the house. */
final class ToCustomer {
  private static final Set<String> MESSAGES =
      Set.of(What.ACKNOWLEDGED, What.MESSAGE_SENT, What.RESPONDED);

  private ToCustomer() {}

  /** Whether it is what somebody wrote to him. */
  static boolean isMessage(Entry entry) {
    return MESSAGES.contains(entry.what()) && entry.note() != null && !entry.note().isBlank();
  }

  static boolean isAnswer(Entry entry) {
    return entry.what().equals(What.RESPONDED);
  }

  static boolean isFormal(Entry entry) {
    return isAnswer(entry) && "true".equals(entry.details().get("formal"));
  }

  /**
   * Whether he is to hear that his case is there: not of a part of one that he knows, nor long
   * after he said it.
   */
  static boolean wantsReceipt(Case about, Entry entry, Duration within) {
    return entry.what().equals(What.OPENED)
        && !entry.details().containsKey("splitFrom")
        && about.status() != Status.WITHDRAWN
        && !about.openedAt().plus(within).isBefore(entry.at());
  }

  static Optional<Entry> entry(Case about, int number) {
    return about.handling().history().stream()
        .filter(entry -> entry.number() == number)
        .findFirst();
  }

  /** Whether the history has that of an entry already. */
  static boolean isNoted(Case about, String what, Map<String, String> details) {
    return about.handling().history().stream()
        .anyMatch(
            entry ->
                entry.what().equals(what)
                    && String.valueOf(details.get("entry")).equals(entry.details().get("entry")));
  }
}
