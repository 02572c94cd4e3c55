package dev.barometer.survey.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.frame.brand.Brand;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.survey.bounce.BounceAddresses;
import dev.barometer.survey.bounce.BouncePublisher;
import dev.barometer.survey.design.Rotation;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.Delivery;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailParseException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Sends invitations and reminders as mail, a few over one connection; where there is no server it
 * keeps them to be looked at, if it is to. What is asked of whom is looked up when it is sent:
 * whoever answered, or was called back meanwhile, gets no mail. What became of one mail says
 * nothing of the others.
 */
@Component
class MailClient implements OutboxSender {
  private static final int MOST_AT_ONCE = 20;
  private static final int MOST_OVER_ONE_CONNECTION = 4;

  /** What is not begun by then goes out later: the lease of the timetable must not end before. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final String LOGO = "logo";

  private final ObjectProvider<JavaMailSender> server;
  private final DeliveryReader deliveries;
  private final InvitationPublisher publisher;
  private final MailServerClient post;
  private final BounceAddresses senders;
  private final SurveyRepository surveys;
  private final LinkSecrets secrets;
  private final ITemplateEngine templates;
  private final KeptMailRepository kept;
  private final MailProperties settings;
  private final LinkProperties links;
  private final BarometerProperties barometer;
  private final Brand brand;
  private final Clock clock;

  MailClient(
      ObjectProvider<JavaMailSender> server,
      DeliveryReader deliveries,
      InvitationPublisher publisher,
      BouncePublisher bounces,
      BounceAddresses senders,
      SurveyRepository surveys,
      LinkSecrets secrets,
      ITemplateEngine templates,
      KeptMailRepository kept,
      MailProperties settings,
      LinkProperties links,
      BarometerProperties barometer,
      Brand brand,
      Clock clock) {
    this.server = server;
    this.deliveries = deliveries;
    this.publisher = publisher;
    this.post = new MailServerClient(bounces);
    this.senders = senders;
    this.surveys = surveys;
    this.secrets = secrets;
    this.templates = templates;
    this.kept = kept;
    this.settings = settings;
    this.links = links;
    this.barometer = barometer;
    this.brand = brand;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "invitation.mail";
  }

  /** So many that a server which takes a second for each is done with them at once. */
  @Override
  public int mostAtOnce() {
    return MOST_AT_ONCE;
  }

  @Override
  public Map<String, SendResult> send(List<OutboxEntry> entries) throws Exception {
    Map<String, SendResult> results = new HashMap<>();
    JavaMailSender to = server.getIfAvailable();
    if (to == null && !settings.kept()) {
      entries.forEach(entry -> results.put(entry.id(), SendResult.away("there is no mail server")));
      return results;
    }
    DeliveryReader.Wanted found = deliveries.wanted(entries);
    results.putAll(found.results());
    List<Map.Entry<OutboxEntry, InvitationDocument>> wanted =
        List.copyOf(found.invitations().entrySet());
    Instant end = clock.instant().plus(LONGEST);
    SendResult rest = null;
    for (int from = 0; from < wanted.size(); from += MOST_OVER_ONE_CONNECTION) {
      int until = Math.min(wanted.size(), from + MOST_OVER_ONE_CONNECTION);
      Map<OutboxEntry, InvitationDocument> some = new LinkedHashMap<>();
      wanted.subList(from, until).forEach(one -> some.put(one.getKey(), one.getValue()));
      Instant now = clock.instant();
      if (rest == null && !now.isBefore(end)) {
        rest = SendResult.later(now);
      }
      Map<String, SendResult> became = rest == null ? sendSome(to, some) : all(some, rest);
      results.putAll(became);
      if (rest == null) {
        rest = away(became);
      }
    }
    return results;
  }

  private static Map<String, SendResult> all(
      Map<OutboxEntry, InvitationDocument> some, SendResult result) {
    return some.keySet().stream().collect(Collectors.toMap(OutboxEntry::id, one -> result));
  }

  /** Where nobody was there for one of them, nobody is for the rest; null where somebody was. */
  private static @Nullable SendResult away(Map<String, SendResult> results) {
    return results.values().stream()
        .filter(one -> one.kind() == SendResult.Kind.AWAY)
        .findFirst()
        .orElse(null);
  }

  private Map<String, SendResult> sendSome(
      @Nullable JavaMailSender to, Map<OutboxEntry, InvitationDocument> some) {
    Map<String, SendResult> results = to == null ? keep(some) : send(to, some);
    some.forEach(
        (entry, invitation) -> {
          SendResult result = results.get(entry.id());
          if (result != null && result.kind() == SendResult.Kind.SENT) {
            publisher.noteDelivered(invitation.id());
          }
        });
    return results;
  }

  private Map<String, SendResult> keep(Map<OutboxEntry, InvitationDocument> wanted) {
    List<KeptMail> mails = new ArrayList<>();
    Map<String, SendResult> results = new HashMap<>();
    each(wanted, results, (entry, invitation) -> mails.add(toKeep(entry, invitation)));
    kept.keep(mails);
    mails.forEach(mail -> results.put(mail.id(), SendResult.sent()));
    return results;
  }

  private KeptMail toKeep(OutboxEntry entry, InvitationDocument invitation) {
    InvitationMail said = said(entry, invitation);
    return new KeptMail(
        entry.id(),
        String.valueOf(invitation.address()),
        said.subject(),
        said.text(),
        html(said, brand.logo().map(logo -> links.survey() + logo.path()).orElse("")),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        invitation.id(),
        Delivery.parse(entry.body()).reminder());
  }

  private Map<String, SendResult> send(
      JavaMailSender to, Map<OutboxEntry, InvitationDocument> wanted) {
    Map<String, SendResult> results = new HashMap<>();
    Map<MimeMessage, OutboxEntry> mails = new LinkedHashMap<>();
    each(wanted, results, (entry, invitation) -> mails.put(mail(to, entry, invitation), entry));
    results.putAll(post.send(to, mails));
    return results;
  }

  /** Makes a mail of what is to be sent. */
  @FunctionalInterface
  private interface Maker {
    void make(OutboxEntry entry, InvitationDocument invitation) throws MessagingException;
  }

  /** Of one that cannot be made that is said, and the others are. */
  private static void each(
      Map<OutboxEntry, InvitationDocument> wanted, Map<String, SendResult> results, Maker maker) {
    wanted.forEach(
        (entry, invitation) -> {
          try {
            maker.make(entry, invitation);
          } catch (MessagingException | MailParseException e) {
            results.put(entry.id(), SendResult.refused("the address or the text cannot be a mail"));
          } catch (RuntimeException e) {
            results.put(entry.id(), DeliveryReader.unmade(e));
          }
        });
  }

  private InvitationMail said(OutboxEntry entry, InvitationDocument invitation) {
    SurveyVersion survey =
        surveys
            .find(invitation.surveyId(), invitation.surveyVersion())
            .map(all -> Rotation.pick(all, invitation.id()))
            .orElseThrow();
    Locale locale = InvitationMail.language(invitation.locale());
    String secret = secrets.find(invitation.id(), invitation.linkHash()).orElseThrow();
    return InvitationMail.of(
        invitation,
        survey,
        links.survey() + "/s/" + secret,
        Delivery.parse(entry.body()).reminder() > 0,
        new Wording(locale, barometer.organisation().zone(), "survey"),
        locale);
  }

  /**
   * As mail programs show it.
   *
   * @param logo where they find the picture
   */
  private String html(InvitationMail said, String logo) {
    return templates.process(
        "invitation-mail",
        new Context(said.locale(), Map.of("mail", said, "brand", brand, "logo", logo)));
  }

  private MimeMessage mail(JavaMailSender to, OutboxEntry entry, InvitationDocument invitation)
      throws MessagingException {
    InvitationMail said = said(entry, invitation);
    MimeMessage mail = envelope(to, invitation);
    MimeMessageHelper parts =
        new MimeMessageHelper(mail, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, UTF_8.name());
    String from = settings.from();
    if (from != null) {
      parts.setFrom(sender(from));
    }
    parts.setTo(String.valueOf(invitation.address()));
    parts.setSubject(said.subject().replaceAll("[\\r\\n]+", " "));
    parts.setText(said.text(), html(said, "cid:" + LOGO));
    if (brand.logo().isPresent()) {
      Brand.Logo logo = brand.logo().get();
      parts.addInline(LOGO, new ByteArrayResource(logo.content()), logo.type());
    }
    mail.setHeader("List-Unsubscribe", "<" + said.stop() + ">");
    mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Barometer-Id", entry.id());
    return mail;
  }

  /** What comes back says by its address which it was. */
  private MimeMessage envelope(JavaMailSender to, InvitationDocument invitation) {
    MimeMessage usual = to.createMimeMessage();
    String sender = senders.of(invitation.id()).orElse(null);
    if (sender == null) {
      return usual;
    }
    SMTPMessage mail = new SMTPMessage(usual.getSession());
    mail.setEnvelopeFrom(sender);
    return mail;
  }

  /** With the organisation's name, where the setting gives none. */
  private InternetAddress sender(String from) throws MessagingException {
    InternetAddress sender = new InternetAddress(from);
    if (sender.getPersonal() == null) {
      try {
        sender.setPersonal(brand.name(), UTF_8.name());
      } catch (UnsupportedEncodingException e) {
        throw new IllegalStateException("every Java platform has UTF-8", e);
      }
    }
    return sender;
  }
}
