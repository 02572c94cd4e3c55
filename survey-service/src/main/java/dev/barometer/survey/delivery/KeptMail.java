package dev.barometer.survey.delivery;

import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A mail that nobody sent, as it would have gone out.
 *
 * @param id of what was to be sent: what is sent once is kept once
 * @param reminder 0 for the first
 */
@Document(KeptMail.COLLECTION)
record KeptMail(
    @Id String id,
    String to,
    String subject,
    String text,
    String html,
    Instant at,
    String invitationId,
    int reminder) {
  static final String COLLECTION = "kept_mails";

  private static final Pattern LINK = Pattern.compile("https?://\\S+");

  /** In the order of the text: where it is answered comes first. */
  public List<String> links() {
    return LINK.matcher(text).results().map(MatchResult::group).toList();
  }
}
