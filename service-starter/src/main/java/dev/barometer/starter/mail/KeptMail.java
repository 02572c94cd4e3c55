package dev.barometer.starter.mail;

import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail that nobody sent, as it would have gone out.
 *
 * @param id of what was to be sent: what is sent once is kept once
 * @param html null where it is text alone
 * @param attachments the names of the files that would have gone out with it
 */
public record KeptMail(
    String id,
    String to,
    String subject,
    String text,
    @Nullable String html,
    List<String> attachments,
    Instant at,
    About about) {
  private static final Pattern LINK = Pattern.compile("https?://\\S+");

  /** What is kept of it: its pictures are shown from where they stand besides. */
  static KeptMail of(OutgoingMail mail, Instant at) {
    String html = mail.html();
    for (Picture picture : mail.pictures()) {
      html = html == null ? null : html.replace(quoted(picture.link()), quoted(picture.address()));
    }
    return new KeptMail(
        mail.id(),
        mail.to(),
        mail.subject(),
        mail.text(),
        html,
        mail.attachments().stream().map(Attachment::name).toList(),
        at,
        mail.about());
  }

  private static String quoted(String address) {
    return '"' + address + '"';
  }

  /** In the order of the text: where it is answered comes first. */
  public List<String> links() {
    return LINK.matcher(text).results().map(MatchResult::group).toList();
  }
}
