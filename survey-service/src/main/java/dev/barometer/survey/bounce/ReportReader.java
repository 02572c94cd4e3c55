package dev.barometer.survey.bounce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.survey.invitation.Bounce;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads delivery status reports (RFC 3464) from the bytes of a mail. Whether one was written by a
 * program ({@code Auto-Submitted}) says nothing: both those and the replies of people on holiday
 * are. What makes it a report is that it is built as one.
 */
final class ReportReader {
  private static final List<String> RECEIVERS =
      List.of("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To");
  private static final Session SESSION = Session.getInstance(new Properties());
  private static final String FAILED = "failed";
  private static final List<String> REACHED = List.of("delivered", "relayed", "expanded");

  private ReportReader() {}

  /**
   * What a mail reports; empty where it reports nothing that came back.
   *
   * @throws MessagingException where it claims to be a report, and cannot be read as one
   */
  static Optional<Report> read(byte[] content) throws MessagingException {
    try {
      MimeMessage mail = new MimeMessage(SESSION, new ByteArrayInputStream(content));
      return isReport(mail) ? read(mail) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      throw new MessagingException("cannot be read", e);
    }
  }

  private static boolean isReport(MimeMessage mail) throws MessagingException {
    ContentType type = new ContentType(mail.getContentType());
    String kind = type.getParameter("report-type");
    return type.match("multipart/report")
        && (kind == null || kind.equalsIgnoreCase("delivery-status"));
  }

  private static Optional<Report> read(MimeMessage mail) throws MessagingException, IOException {
    List<InternetHeaders> recipients =
        blocks(status(mail)).stream().filter(block -> action(block) != null).toList();
    if (recipients.isEmpty()) {
      throw new MessagingException("says of nobody what became of it");
    }
    if (recipients.stream().anyMatch(one -> REACHED.contains(action(one)))) {
      return Optional.empty(); // perhaps to several, who share an address: one has it
    }
    List<Report> reports = new ArrayList<>();
    StringBuilder to = new StringBuilder();
    for (String name : RECEIVERS) {
      to.append(Objects.requireNonNullElse(mail.getHeader(name, "\n"), "")).append('\n');
    }
    for (InternetHeaders one : recipients) {
      reports.add(new Report(to.toString(), code(one), detail(one)));
    }
    return reports.stream()
        .filter(one -> one.status().startsWith("5"))
        .findFirst()
        .or(() -> Optional.of(reports.get(0)));
  }

  /** The part for programs, wherever it stands. */
  private static byte[] status(MimeMessage mail) throws MessagingException, IOException {
    MimeMultipart parts = new MimeMultipart(mail.getDataHandler().getDataSource());
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.isMimeType("message/delivery-status")
          || part.isMimeType("message/global-delivery-status")) {
        return part.getInputStream().readAllBytes();
      }
    }
    throw new MessagingException("has no part for programs");
  }

  /** One of the mail, then one of each recipient; some put more empty lines between. */
  private static List<InternetHeaders> blocks(byte[] status) throws MessagingException {
    List<InternetHeaders> blocks = new ArrayList<>();
    for (String block : new String(status, UTF_8).split("(?m)(?:^[ \\t]*\\r?\\n)+")) {
      byte[] lines = (block + "\r\n\r\n").getBytes(UTF_8);
      blocks.add(new InternetHeaders(new ByteArrayInputStream(lines), true));
    }
    return blocks;
  }

  private static @Nullable String action(InternetHeaders block) {
    String action = block.getHeader("Action", null);
    return action == null ? null : withoutComment(action).toLowerCase(Locale.ROOT);
  }

  /** What is only late, or was given up because of what passes, is not for good. */
  private static String code(InternetHeaders block) throws MessagingException {
    String code = withoutComment(Objects.requireNonNullElse(block.getHeader("Status", null), ""));
    if (!Bounce.isStatus(code)) {
      throw new MessagingException("has no code that says why");
    }
    return FAILED.equals(action(block)) ? code : "4" + code.substring(1);
  }

  private static String withoutComment(String text) {
    return text.replaceAll("\\(.*", "").strip();
  }

  private static String detail(InternetHeaders block) {
    return Stream.of("Final-Recipient", "Diagnostic-Code")
        .map(name -> block.getHeader(name, null))
        .filter(Objects::nonNull)
        .map(value -> value.replaceFirst("^\\s*[A-Za-z0-9-]+\\s*;\\s*", ""))
        .collect(Collectors.joining(": "));
  }
}
