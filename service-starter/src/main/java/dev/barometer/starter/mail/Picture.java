package dev.barometer.starter.mail;

/**
 * A picture inside a mail, which its HTML shows as {@code src="cid:<id>"}.
 *
 * @param address where it stands besides: there a mail that is kept shows it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Picture(String id, String type, byte[] content, String address) {
  /** As the HTML of the mail names it. */
  public String link() {
    return "cid:" + id;
  }
}
