package dev.barometer.starter.mail;

import java.util.regex.Pattern;

/** What enhanced status codes (RFC 3463) say. */
public final class MailStatus {
  /** Those that say that the address is none, or that no way leads there. */
  private static final Pattern OF_ADDRESS =
      Pattern.compile("5\\.(0\\.0|1\\.(?![78]$)\\d+|2\\.[016]|4\\.[014])");

  private MailStatus() {}

  /**
   * Whether nothing else will get there. A mailbox that is full, a sender who is not let in, a mail
   * that is too large: those are no fault of the address.
   */
  public static boolean isOfAddress(String status) {
    return OF_ADDRESS.matcher(status).matches();
  }
}
