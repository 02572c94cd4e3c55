package dev.barometer.starter.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Writes mails as they go over the wire. */
final class MimeMails {
  private MimeMails() {}

  /**
   * Writes one.
   *
   * @param from the sender; null for that of the server's settings
   */
  static MimeMessage of(OutgoingMail said, @Nullable String from, JavaMailSender to)
      throws MessagingException {
    MimeMessage mail = envelope(said, to);
    MimeMessageHelper parts =
        new MimeMessageHelper(mail, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, UTF_8.name());
    if (from != null) {
      parts.setFrom(sender(from, said.senderName()));
    }
    parts.setTo(said.to());
    parts.setSubject(oneLine(said.subject()));
    String html = said.html();
    if (html == null) {
      parts.setText(said.text());
    } else {
      parts.setText(said.text(), html);
    }
    for (Picture picture : said.pictures()) {
      parts.addInline(picture.id(), new ByteArrayResource(picture.content()), picture.type());
    }
    for (Attachment file : said.attachments()) {
      parts.addAttachment(oneLine(file.name()), new ByteArrayResource(file.content()), file.type());
    }
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Barometer-Id", oneLine(said.id()));
    for (Map.Entry<String, String> header : said.headers().entrySet()) {
      mail.setHeader(header.getKey(), oneLine(header.getValue()));
    }
    return mail;
  }

  /** What comes back says by its address which it was. */
  private static MimeMessage envelope(OutgoingMail said, JavaMailSender to) {
    MimeMessage usual = to.createMimeMessage();
    String sender = said.envelopeFrom();
    if (sender == null) {
      return usual;
    }
    SMTPMessage mail = new SMTPMessage(usual.getSession());
    mail.setEnvelopeFrom(sender);
    return mail;
  }

  private static InternetAddress sender(String from, @Nullable String name)
      throws MessagingException {
    InternetAddress sender = new InternetAddress(from);
    if (sender.getPersonal() == null && name != null) {
      try {
        sender.setPersonal(name, UTF_8.name());
      } catch (UnsupportedEncodingException e) {
        throw new IllegalStateException("every Java platform has UTF-8", e);
      }
    }
    return sender;
  }

  /** What follows a line end would be a header of its own. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\r\\n]+", " ");
  }
}
