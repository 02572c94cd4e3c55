package dev.barometer.starter.mail;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is ready to go out.
 *
 * @param id of what is sent: what is sent again has the same, and is kept once
 * @param senderName whose name stands beside the sender's address, where {@code
 *     barometer.mail.from} gives none; null for nobody's
 * @param envelopeFrom where it comes back to; null for the usual sender
 * @param html null where there is text alone
 * @param headers beyond the usual ones
 */
public record OutgoingMail(
    String id,
    String to,
    @Nullable String senderName,
    @Nullable String envelopeFrom,
    String subject,
    String text,
    @Nullable String html,
    Map<String, String> headers,
    List<Picture> pictures,
    List<Attachment> attachments,
    About about) {
  public OutgoingMail {
    headers = headers == null ? Map.of() : Map.copyOf(headers);
    pictures = pictures == null ? List.of() : List.copyOf(pictures);
    attachments = attachments == null ? List.of() : List.copyOf(attachments);
  }

  /** One of text alone, with the usual sender. */
  public static OutgoingMail of(String id, String to, String subject, String text, About about) {
    return new OutgoingMail(
        id, to, null, null, subject, text, null, Map.of(), List.of(), List.of(), about);
  }
}
