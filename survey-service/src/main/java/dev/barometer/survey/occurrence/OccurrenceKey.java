package dev.barometer.survey.occurrence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which occurrence it is.
 *
 * @param on what happened, as the triggers of campaigns name it
 * @param subjectId to what
 * @param generation which time, where it happens to the same more than once
 */
public record OccurrenceKey(String on, String subjectId, String generation) {

  public SubjectKind subjectKind() {
    return Occurrence.subjectKind(on);
  }

  /**
   * The same occurrence of the same campaign always gets the same id, so that whoever hears of it
   * twice asks once. Of a ticket that is resolved or closed it is one.
   */
  public String invitationId(String campaignId) {
    byte[] hash =
        Occurrence.RESOLVED.equals(on) || Occurrence.CLOSED.equals(on)
            ? hash(campaignId, subjectId, generation)
            : hash(campaignId, on, subjectId, generation);
    return HexFormat.of().formatHex(hash, 0, 16);
  }

  /** From 0 to below 1, always the same of one campaign and ticket, evenly over tickets. */
  public double lot(String campaignId) {
    byte[] hash =
        subjectKind() == SubjectKind.TICKET
            ? hash("lot", campaignId, subjectId)
            : hash("lot", campaignId, on, subjectId, generation);
    long bits = 0;
    for (int i = 0; i < 7; i++) {
      bits = bits << 8 | hash[i] & 0xff;
    }
    return (bits >>> 3) * 0x1.0p-53;
  }

  private static byte[] hash(String... parts) {
    // NUL cannot occur in an id that travelled as text, so different parts never run together.
    byte[] bytes = String.join("\0", parts).getBytes(UTF_8);
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
