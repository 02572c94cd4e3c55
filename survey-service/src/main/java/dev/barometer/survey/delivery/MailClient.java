package dev.barometer.survey.delivery;

import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.frame.brand.Brand;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.mail.About;
import dev.barometer.starter.mail.MailNotes;
import dev.barometer.starter.mail.MailServer;
import dev.barometer.starter.mail.OutgoingMail;
import dev.barometer.starter.mail.Picture;
import dev.barometer.starter.mail.Refusal;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Sends invitations and reminders as mail. What is asked of whom is looked up when it is sent:
 * whoever answered, or was called back meanwhile, gets no mail.
 */
@Component
class MailClient implements OutboxSender, MailNotes {
  private static final String LOGO = "logo";

  private final MailServer server;
  private final DeliveryReader deliveries;
  private final InvitationPublisher publisher;
  private final BouncePublisher bounces;
  private final BounceAddresses senders;
  private final SurveyRepository surveys;
  private final LinkSecrets secrets;
  private final ITemplateEngine templates;
  private final LinkProperties links;
  private final BarometerProperties barometer;
  private final Brand brand;

  MailClient(
      MailServer server,
      DeliveryReader deliveries,
      InvitationPublisher publisher,
      BouncePublisher bounces,
      BounceAddresses senders,
      SurveyRepository surveys,
      LinkSecrets secrets,
      ITemplateEngine templates,
      LinkProperties links,
      BarometerProperties barometer,
      Brand brand) {
    this.server = server;
    this.deliveries = deliveries;
    this.publisher = publisher;
    this.bounces = bounces;
    this.senders = senders;
    this.surveys = surveys;
    this.secrets = secrets;
    this.templates = templates;
    this.links = links;
    this.barometer = barometer;
    this.brand = brand;
  }

  @Override
  public String kind() {
    return "invitation.mail";
  }

  @Override
  public int mostAtOnce() {
    return MailServer.MOST_AT_ONCE;
  }

  @Override
  public Map<String, SendResult> send(List<OutboxEntry> entries) {
    Map<String, SendResult> results = new HashMap<>();
    if (!server.canSend()) {
      entries.forEach(entry -> results.put(entry.id(), SendResult.away("there is no mail server")));
      return results;
    }
    DeliveryReader.Wanted wanted = deliveries.wanted(entries);
    results.putAll(wanted.results());
    List<OutgoingMail> mails = new ArrayList<>();
    wanted
        .invitations()
        .forEach(
            (entry, invitation) -> {
              try {
                mails.add(mail(entry, invitation));
              } catch (RuntimeException e) {
                // Of one that cannot be made that is said, and the others are sent.
                results.put(entry.id(), DeliveryReader.unmade(e));
              }
            });
    results.putAll(server.send(mails, this));
    return results;
  }

  @Override
  public void sent(OutgoingMail mail) {
    publisher.noteDelivered(invitationId(mail));
  }

  @Override
  public void refused(OutgoingMail mail, Refusal refusal) {
    bounces.note(invitationId(mail), refusal.status(), refusal.said());
  }

  private static String invitationId(OutgoingMail mail) {
    return Objects.requireNonNull(mail.about().id());
  }

  private InvitationMail said(InvitationDocument invitation, int reminder) {
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
        reminder > 0,
        new Wording(locale, barometer.organisation().zone(), "survey"),
        locale);
  }

  private OutgoingMail mail(OutboxEntry entry, InvitationDocument invitation) {
    int reminder = Delivery.parse(entry.body()).reminder();
    InvitationMail said = said(invitation, reminder);
    Picture logo =
        brand
            .logo()
            .map(one -> new Picture(LOGO, one.type(), one.content(), links.survey() + one.path()))
            .orElse(null);
    return new OutgoingMail(
        entry.id(),
        String.valueOf(invitation.address()),
        brand.name(),
        senders.of(invitation.id()).orElse(null),
        said.subject(),
        said.text(),
        html(said, logo == null ? "" : logo.link()),
        Map.of(
            "List-Unsubscribe",
            "<" + said.stop() + ">",
            "List-Unsubscribe-Post",
            "List-Unsubscribe=One-Click"),
        logo == null ? List.of() : List.of(logo),
        List.of(),
        new About(invitation.id(), reminder == 0 ? "invitation" : "reminder", reminder));
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
}
