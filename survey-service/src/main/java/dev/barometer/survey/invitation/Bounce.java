package dev.barometer.survey.invitation;

import dev.barometer.starter.mail.MailStatus;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * That what was to take an invitation to a person came back.
 *
 * @param status an enhanced status code (RFC 3463): {@code 5.1.1} for good, {@code 4.2.2} for now
 * @param detail what the other side said; perhaps with the address
 * @param at when it was noted
 */
public record Bounce(String status, @Nullable String detail, Instant at) {
  public static final String LASTING = "lasting";
  public static final String PASSING = "passing";

  private static final Pattern STATUS = Pattern.compile("[45]\\.\\d{1,3}\\.\\d{1,3}");

  private static final int LONGEST_DETAIL = 300;

  public Bounce {
    detail = detail == null ? null : shortened(detail);
  }

  private static @Nullable String shortened(String detail) {
    String line = detail.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    int end = Math.min(LONGEST_DETAIL, line.length());
    boolean splits = end < line.length() && Character.isHighSurrogate(line.charAt(end - 1));
    return line.isEmpty() ? null : line.substring(0, splits ? end - 1 : end);
  }

  public static boolean isStatus(@Nullable String text) {
    return text != null && STATUS.matcher(text).matches();
  }

  public boolean isLasting() {
    return status.startsWith("5");
  }

  /** Whether nothing else will get there. */
  public boolean isOfAddress() {
    return MailStatus.isOfAddress(status);
  }

  public String kind() {
    return isLasting() ? LASTING : PASSING;
  }
}
