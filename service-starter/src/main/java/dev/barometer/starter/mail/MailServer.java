package dev.barometer.starter.mail;

import dev.barometer.starter.outbox.SendResult;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailParseException;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Sends mails, a few over one connection; where there is no server it keeps them to be looked at,
 * if it is to. What became of one says nothing of the others.
 */
public final class MailServer {
  /** So many that a server which takes a second for each is done with them at once. */
  public static final int MOST_AT_ONCE = 20;

  private static final int MOST_OVER_ONE_CONNECTION = 4;

  /** What is not begun by then goes out later: the lease of the timetable must not end before. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final ObjectProvider<JavaMailSender> server;
  private final KeptMailRepository kept;
  private final MailProperties settings;
  private final Clock clock;

  public MailServer(
      ObjectProvider<JavaMailSender> server,
      KeptMailRepository kept,
      MailProperties settings,
      Clock clock) {
    this.server = server;
    this.kept = kept;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether mails can be sent, or are kept; what is sent otherwise waits for a server. */
  public boolean canSend() {
    return settings.kept() || server.getIfAvailable() != null;
  }

  /** Whether mails are only kept: nobody gets them. */
  public boolean onlyKeeps() {
    return settings.kept() && server.getIfAvailable() == null;
  }

  public Map<String, SendResult> send(List<OutgoingMail> mails) {
    return send(mails, MailNotes.NONE);
  }

  /**
   * Sends them.
   *
   * @param mails at most {@link #MOST_AT_ONCE}, as a sender of the outbox takes them
   * @return what became of each, by id
   */
  public Map<String, SendResult> send(List<OutgoingMail> mails, MailNotes notes) {
    JavaMailSender to = server.getIfAvailable();
    if (to == null && !settings.kept()) {
      return all(mails, SendResult.away("there is no mail server"));
    }
    Map<String, SendResult> results = new HashMap<>();
    Instant end = clock.instant().plus(LONGEST);
    SendResult rest = null;
    for (int from = 0; from < mails.size(); from += MOST_OVER_ONE_CONNECTION) {
      int until = Math.min(mails.size(), from + MOST_OVER_ONE_CONNECTION);
      List<OutgoingMail> some = mails.subList(from, until);
      Instant now = clock.instant();
      if (rest == null && !now.isBefore(end)) {
        rest = SendResult.later(now);
      }
      Map<String, SendResult> became = rest == null ? sendSome(to, some, notes) : all(some, rest);
      results.putAll(became);
      if (rest == null) {
        rest = away(became);
      }
    }
    return results;
  }

  private static Map<String, SendResult> all(List<OutgoingMail> mails, SendResult result) {
    return mails.stream().collect(Collectors.toMap(OutgoingMail::id, one -> result));
  }

  /** Where nobody was there for one of them, nobody is for the rest; null where somebody was. */
  private static @Nullable SendResult away(Map<String, SendResult> results) {
    return results.values().stream()
        .filter(one -> one.kind() == SendResult.Kind.AWAY)
        .findFirst()
        .orElse(null);
  }

  private Map<String, SendResult> sendSome(
      @Nullable JavaMailSender to, List<OutgoingMail> some, MailNotes notes) {
    Map<String, SendResult> results = to == null ? keep(some) : send(to, some, notes);
    for (OutgoingMail mail : some) {
      SendResult result = results.get(mail.id());
      if (result != null && result.kind() == SendResult.Kind.SENT) {
        notes.sent(mail);
      }
    }
    return results;
  }

  private Map<String, SendResult> keep(List<OutgoingMail> some) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    kept.keep(some.stream().map(mail -> KeptMail.of(mail, at)).toList());
    return all(some, SendResult.sent());
  }

  private Map<String, SendResult> send(
      JavaMailSender to, List<OutgoingMail> some, MailNotes notes) {
    Map<String, SendResult> results = new HashMap<>();
    Map<MimeMessage, OutgoingMail> mails = new LinkedHashMap<>();
    for (OutgoingMail mail : some) {
      try {
        mails.put(MimeMails.of(mail, settings.from(), to), mail);
      } catch (MessagingException | MailParseException e) {
        results.put(mail.id(), SendResult.refused("the address or the text cannot be a mail"));
      }
    }
    results.putAll(MailServerClient.send(to, mails, notes));
    return results;
  }
}
