package dev.barometer.complaint.cases;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a case: an entry is never changed, but that a person's words are taken out of it
 * when he is erased.
 *
 * @param number from 1, without gaps
 * @param at not before the entry in front of it
 * @param by the id of the caller; null where nobody did it
 * @param what in the past tense: {@code acknowledged}
 * @param note what was said or written with it; null where nothing was, or where it was erased
 * @param details what else belongs to it, such as {@code to}, {@code severity}, {@code clock}
 * @param noteHash of the note, so that the seal holds without it; null where there never was one
 * @param seal over this entry and all before it; null until it is kept
 */
public record Entry(
    int number,
    Instant at,
    String who,
    @Nullable String by,
    String what,
    @Nullable String note,
    Map<String, String> details,
    @Nullable String noteHash,
    @Nullable String seal) {

  public Entry {
    details = details == null ? Map.of() : Map.copyOf(details);
  }

  /** Whether it says no more than that what was to go to the customer went. */
  public boolean isOfAMailThatWent() {
    return what.equals(What.RECEIPT_SENT) || what.equals(What.DELIVERED);
  }

  Entry withoutNote() {
    return new Entry(number, at, who, by, what, null, details, noteHash, seal);
  }
}
