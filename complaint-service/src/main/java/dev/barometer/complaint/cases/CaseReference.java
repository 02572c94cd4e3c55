package dev.barometer.complaint.cases;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case as people name it to each other: the beginning of its id, short enough to be read out.
 * Among ten thousand cases two have the same one with a chance of one in a hundred; a search then
 * shows both.
 */
public final class CaseReference {
  private static final Pattern ID =
      Pattern.compile("(C-[0-9a-f]{8})[0-9a-f]{24}(\\.[0-9]+)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern WITH_ORDINAL =
      Pattern.compile("(C-[0-9a-f]{8})(\\.[0-9]+)", Pattern.CASE_INSENSITIVE);

  private CaseReference() {}

  /** Of an id that is short itself, all of it. */
  public static String of(String caseId) {
    Matcher id = ID.matcher(caseId);
    return id.matches() ? id.group(1) + (id.group(2) == null ? "" : id.group(2)) : caseId;
  }

  /** The ids that begin like what somebody typed, or for which that is the reference. */
  public static Pattern idsLike(String typed) {
    Matcher reference = WITH_ORDINAL.matcher(typed);
    String ids =
        reference.matches()
            ? reference.group(1) + "[0-9a-f]*" + Pattern.quote(reference.group(2)) + "$"
            : Pattern.quote(typed);
    return Pattern.compile("^" + ids, Pattern.CASE_INSENSITIVE);
  }
}
