package dev.barometer.starter.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Answers that a caller may keep and ask for again with {@code If-None-Match}: he hears 304 while
 * they say the same. Only he may keep them, and he always asks; who he is, is looked at before.
 */
public final class EntityTags {
  /** Tells of an answer that did not change how new it is. */
  public static final String AS_OF = "As-Of";

  private static final int BYTES = 16;

  private EntityTags() {}

  /** Of records, which name in their text all that is in them. */
  public static <T> ResponseEntity<T> tagged(T body) {
    return answer(body).body(body);
  }

  /**
   * Of what is true of a moment, which goes on while nothing else changes: the tag is of the rest,
   * and a header tells the moment with 304, too.
   *
   * @param timeless what is the same at any moment
   */
  public static ResponseEntity.BodyBuilder answer(Object timeless, Instant asOf) {
    return answer(timeless).header(AS_OF, asOf.toString());
  }

  /** The answer to come, with the tag of these and what may be kept of it. */
  public static ResponseEntity.BodyBuilder answer(Object content) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache().cachePrivate())
        .varyBy(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE)
        .eTag("W/\"" + digest(content.toString()) + "\"");
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
