package dev.barometer.reporting.edition;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one person wrote, as it stood when it was chosen for a report, without who it was. A
 * published report is sealed over its sum, so that the words can go and the seal holds; the salt
 * goes with them, so that nobody can try which words they were.
 *
 * @param revision of the response that it stood in
 * @param text null once it is erased
 * @param salt drawn; null once it is erased
 * @param sum of what was erased; null while it stands
 */
public record Quote(
    String responseId,
    long revision,
    Instant at,
    @Nullable String locale,
    @Nullable String text,
    @Nullable String salt,
    @Nullable String sum) {

  /** Of a report. */
  public static final int MOST = 20;

  static Quote of(
      String responseId,
      long revision,
      Instant at,
      @Nullable String locale,
      String text,
      String salt) {
    return new Quote(responseId, revision, at, locale, text, salt, null);
  }

  @JsonIgnore
  public boolean isErased() {
    return text == null;
  }

  /** The same with nothing of what was said. */
  Quote erased() {
    return isErased() ? this : new Quote(responseId, revision, at, null, null, null, sealed());
  }

  /** What a report is sealed over: of what it says, also after that is erased. */
  String sealed() {
    return sum != null && isErased()
        ? sum
        : Seal.sum(
            String.join("\n", responseId, at.toString(), locale + "", salt + "", text + "")
                .getBytes(UTF_8));
  }
}
