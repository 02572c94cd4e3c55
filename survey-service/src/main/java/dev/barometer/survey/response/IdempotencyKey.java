package dev.barometer.survey.response;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * That an answer was taken under a name its sender chose. Written before the answer is sent, so it
 * does not say that it was: whoever repeats the request has it sent again, as the same record.
 *
 * @param id the response and its revision, or the caller and the idempotency key
 * @param digest of what was said
 * @param submittedAt the time the answer was given, where the sender did not say
 * @param sender who sent a revision; null where that was not kept yet
 */
@Document("responseClaims")
public record IdempotencyKey(
    @Id String id, String digest, Instant submittedAt, Instant claimedAt, @Nullable String sender) {
  /** Nobody repeats a request that is older. */
  public static final Duration KEPT = Duration.ofDays(30);

  static String idOfRevision(String responseId, long revision) {
    return "revision/" + responseId + "/" + revision;
  }

  static String idOfKey(String caller, String key) {
    return "key/" + caller + "/" + key;
  }
}
