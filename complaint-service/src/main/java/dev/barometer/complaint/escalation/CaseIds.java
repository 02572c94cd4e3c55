package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Evidence;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Ids of cases, derived and never drawn: whoever reads a response again, at any time and on any
 * instance, comes to the same case.
 */
final class CaseIds {
  private static final int HASH_BYTES = 16;

  private CaseIds() {}

  /** One ticket and one person make one matter; where either is unknown, each response does. */
  static String firstOf(Response response) {
    Respondent person = response.respondent();
    return matter(response.ticketId(), person == null ? null : person.id(), response.responseId());
  }

  private static String matter(
      @Nullable String ticketId, @Nullable String personId, String saidId) {
    return ticketId == null || personId == null
        ? idOf("response", saidId)
        : idOf("ticket", ticketId, personId);
  }

  /** Of what somebody took down. */
  static String firstOf(Evidence said, @Nullable String ticketId, @Nullable String personId) {
    return matter(ticketId, personId, said.responseId());
  }

  /** The id of the n-th case of a matter; the second is opened when the first is settled. */
  static String nthOf(String first, int ordinal) {
    return ordinal == 1 ? first : first + "." + ordinal;
  }

  private static String idOf(String... parts) {
    // NUL cannot occur in an id that travelled as text, so different parts never run together.
    byte[] bytes = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
    return "C-" + hash(bytes);
  }

  /** A short text that stands for a long one. */
  static String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes), 0, HASH_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
