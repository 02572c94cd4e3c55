package dev.barometer.survey.delivery;

import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.OutboxSender;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.survey.design.Rotation;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.Delivery;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Sends invitations and reminders as mail, many over one connection; where there is no server it
 * keeps them to be looked at, if it is to. What is asked of whom is looked up when it is sent:
 * whoever answered, or was called back meanwhile, gets no mail.
 */
@Component
class MailClient implements OutboxSender {
  private static final int MOST_AT_ONCE = 20;
  private static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE, Locale.KOREAN);

  private final ObjectProvider<JavaMailSender> server;
  private final InvitationRepository invitations;
  private final InvitationPublisher publisher;
  private final SurveyRepository surveys;
  private final LinkSecrets secrets;
  private final ITemplateEngine templates;
  private final KeptMailRepository kept;
  private final MailProperties settings;
  private final LinkProperties links;
  private final BarometerProperties barometer;
  private final Clock clock;

  MailClient(
      ObjectProvider<JavaMailSender> server,
      InvitationRepository invitations,
      InvitationPublisher publisher,
      SurveyRepository surveys,
      LinkSecrets secrets,
      ITemplateEngine templates,
      KeptMailRepository kept,
      MailProperties settings,
      LinkProperties links,
      BarometerProperties barometer,
      Clock clock) {
    this.server = server;
    this.invitations = invitations;
    this.publisher = publisher;
    this.surveys = surveys;
    this.secrets = secrets;
    this.templates = templates;
    this.kept = kept;
    this.settings = settings;
    this.links = links;
    this.barometer = barometer;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "invitation.mail";
  }

  /** So many that a server which takes a second for each is done with them within the lease. */
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
    Map<OutboxEntry, InvitationDocument> wanted = new LinkedHashMap<>();
    for (OutboxEntry entry : entries) {
      InvitationDocument invitation =
          invitations.find(Delivery.parse(entry.body()).invitationId()).orElse(null);
      if (invitation == null || !invitation.isOpenAt(clock.instant())) {
        results.put(entry.id(), SendResult.sent());
      } else if (isSpent(invitation)) {
        results.put(entry.id(), SendResult.sent());
        publisher.noteDelivered(invitation.id());
      } else {
        wanted.put(entry, invitation);
      }
    }
    results.putAll(to == null ? keep(wanted) : send(to, wanted));
    wanted.forEach(
        (entry, invitation) -> {
          SendResult result = results.get(entry.id());
          if (result != null && result.kind() == SendResult.Kind.SENT) {
            publisher.noteDelivered(invitation.id());
          }
        });
    return results;
  }

  /** Whoever answered anonymously is not reminded, and nothing shows that he was not. */
  private boolean isSpent(InvitationDocument invitation) {
    return secrets
        .find(invitation.id(), invitation.linkHash())
        .filter(link -> invitations.isSpent(invitation, link))
        .isPresent();
  }

  private Map<String, SendResult> keep(Map<OutboxEntry, InvitationDocument> wanted) {
    List<KeptMail> mails = new ArrayList<>();
    wanted.forEach(
        (entry, invitation) -> {
          InvitationMail said = said(entry, invitation);
          mails.add(
              new KeptMail(
                  entry.id(),
                  String.valueOf(invitation.address()),
                  said.subject(),
                  said.text(),
                  html(said),
                  clock.instant().truncatedTo(ChronoUnit.MILLIS),
                  invitation.id(),
                  Delivery.parse(entry.body()).reminder()));
        });
    kept.keep(mails);
    return mails.stream().collect(Collectors.toMap(KeptMail::id, mail -> SendResult.sent()));
  }

  private Map<String, SendResult> send(
      JavaMailSender to, Map<OutboxEntry, InvitationDocument> wanted) {
    Map<String, SendResult> results = new HashMap<>();
    Map<MimeMessage, OutboxEntry> mails = new LinkedHashMap<>();
    wanted.forEach(
        (entry, invitation) -> {
          try {
            mails.put(mail(to, entry, invitation), entry);
          } catch (MessagingException | MailParseException e) {
            results.put(entry.id(), SendResult.refused("the address or the text cannot be a mail"));
          } catch (NoSuchElementException e) {
            results.put(
                entry.id(), SendResult.refused("the key of its link is not known any more"));
          }
        });
    results.putAll(post(to, mails));
    return results;
  }

  private static Map<String, SendResult> post(
      JavaMailSender to, Map<MimeMessage, OutboxEntry> mails) {
    Map<String, SendResult> results = new HashMap<>();
    mails.values().forEach(entry -> results.put(entry.id(), SendResult.sent()));
    try {
      to.send(mails.keySet().toArray(MimeMessage[]::new));
    } catch (MailSendException e) {
      // Without messages all were taken, and the connection ended badly; with a cause nobody was
      // there for those that are named.
      boolean isAway = e.getCause() != null;
      e.getFailedMessages()
          .forEach(
              (mail, why) -> {
                OutboxEntry entry = mail instanceof MimeMessage ? mails.get(mail) : null;
                if (entry != null) {
                  results.put(
                      entry.id(),
                      isAway
                          ? SendResult.away("the mail server cannot be reached")
                          : SendResult.failed(String.valueOf(why.getMessage())));
                }
              });
    } catch (MailAuthenticationException e) {
      results.replaceAll((id, any) -> SendResult.away("the mail server refuses the sign-in"));
    }
    return results;
  }

  private InvitationMail said(OutboxEntry entry, InvitationDocument invitation) {
    SurveyVersion survey =
        surveys
            .find(invitation.surveyId(), invitation.surveyVersion())
            .map(all -> Rotation.pick(all, invitation.id()))
            .orElseThrow();
    Locale locale = locale(invitation.locale());
    String secret = secrets.find(invitation.id(), invitation.linkHash()).orElseThrow();
    return InvitationMail.of(
        invitation,
        survey,
        links.survey() + "/s/" + secret,
        Delivery.parse(entry.body()).reminder() > 0,
        new Wording(locale, barometer.organisation().zone(), "survey"),
        locale);
  }

  private String html(InvitationMail said) {
    return templates.process("invitation-mail", new Context(said.locale(), Map.of("mail", said)));
  }

  private MimeMessage mail(JavaMailSender to, OutboxEntry entry, InvitationDocument invitation)
      throws MessagingException {
    InvitationMail said = said(entry, invitation);
    MimeMessage mail = to.createMimeMessage();
    MimeMessageHelper parts =
        new MimeMessageHelper(
            mail, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, StandardCharsets.UTF_8.name());
    String from = settings.from();
    if (from != null) {
      parts.setFrom(from);
    }
    parts.setTo(String.valueOf(invitation.address()));
    parts.setSubject(said.subject().replaceAll("[\\r\\n]+", " "));
    parts.setText(said.text(), html(said));
    mail.setHeader("List-Unsubscribe", "<" + said.stop() + ">");
    mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Barometer-Id", entry.id());
    return mail;
  }

  /** What the person is known to read, as far as there are texts for it. */
  static Locale locale(@Nullable String tag) {
    String language = tag == null ? "" : Locale.forLanguageTag(tag).getLanguage();
    return LANGUAGES.stream()
        .filter(one -> one.getLanguage().equals(language))
        .findFirst()
        .orElse(Locale.ENGLISH);
  }
}
