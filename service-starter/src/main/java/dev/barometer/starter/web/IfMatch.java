package dev.barometer.starter.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The revision that a change is meant for: {@code ETag} of an answer, {@code If-Match} of a call.
 */
public final class IfMatch {
  private static final Pattern REVISION = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

  private IfMatch() {}

  public static String tag(long revision) {
    return "\"" + revision + "\"";
  }

  /** Null where any revision will do; 412 for a text that is no tag of ours. */
  public static @Nullable Long revision(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    Matcher revision = REVISION.matcher(ifMatch.strip());
    if (!revision.matches()) {
      throw changed("If-Match must be the ETag of what you read");
    }
    return Long.valueOf(revision.group(1));
  }

  /** Refuses with 412 where something has another revision than the one that is meant. */
  public static void require(@Nullable Long wanted, long revision) {
    if (wanted != null && wanted != revision) {
      throw changed();
    }
  }

  /** For what somebody else changed between the look and the write. */
  public static ResponseStatusException changed() {
    return changed("It was changed meanwhile: read it again");
  }

  /**
   * Goes on where it says that something was changed meanwhile; whatever else it says is thrown.
   */
  public static void requireChanged(ResponseStatusException refused) {
    if (!refused.getStatusCode().isSameCodeAs(HttpStatus.PRECONDITION_FAILED)) {
      throw refused;
    }
  }

  private static ResponseStatusException changed(String why) {
    return new ResponseStatusException(HttpStatus.PRECONDITION_FAILED, why);
  }
}
