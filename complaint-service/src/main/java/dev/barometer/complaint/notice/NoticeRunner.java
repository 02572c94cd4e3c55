package dev.barometer.complaint.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.complaint.digest.Bundle;
import dev.barometer.complaint.digest.BundleRepository;
import dev.barometer.complaint.digest.Notice;
import dev.barometer.complaint.digest.Slots;
import dev.barometer.complaint.publishing.CaseFollower;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.mail.About;
import dev.barometer.starter.mail.MailServer;
import dev.barometer.starter.mail.OutgoingMail;
import dev.barometer.starter.outbox.Outbox;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells staff of changes of cases: each of those whom it concerns by mail, at once or with others,
 * and a webhook. Where no mail can be sent nobody gets any, also not later, when it can.
 */
@Component
class NoticeRunner implements CaseFollower {
  private final NoticeRecipientReader recipients;
  private final NoticeTexts texts;
  private final BundleRepository bundles;
  private final DigestSlots slots;
  private final NoticeWebhookClient webhook;
  private final MailServer server;
  private final ObjectProvider<Outbox> outbox;
  private final ObjectProvider<Timetable> timetable;
  private final NoticeProperties settings;
  private final Clock clock;

  /**
   * @param outbox made of its senders, which stand in this room
   * @param timetable made of its handlers, of which one does
   */
  NoticeRunner(
      NoticeRecipientReader recipients,
      NoticeTexts texts,
      BundleRepository bundles,
      DigestSlots slots,
      NoticeWebhookClient webhook,
      MailServer server,
      ObjectProvider<Outbox> outbox,
      ObjectProvider<Timetable> timetable,
      NoticeProperties settings,
      Clock clock) {
    this.recipients = recipients;
    this.texts = texts;
    this.bundles = bundles;
    this.slots = slots;
    this.webhook = webhook;
    this.server = server;
    this.outbox = outbox;
    this.timetable = timetable;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What a webhook is told; nothing of the customer.
   *
   * @param type such as {@code complaint.breached}
   */
  private record Posted(
      String type,
      String complaintId,
      Instant at,
      String severity,
      String kind,
      @Nullable String team,
      @Nullable String level,
      @Nullable String clock,
      @Nullable Instant due) {
    static Posted of(Notice notice) {
      return new Posted(
          "complaint." + notice.type(),
          notice.caseId(),
          notice.at(),
          notice.severity(),
          notice.kind(),
          notice.team(),
          notice.level(),
          notice.clock(),
          notice.due());
    }
  }

  @Override
  public void follow(List<Followed> changes) {
    List<OutboxEntry> out = new ArrayList<>();
    Map<StaffMember, List<Notice>> each = new LinkedHashMap<>();
    for (Followed change : changes) {
      for (NoticePolicy.Telling telling : NoticePolicy.of(change.current(), change.entries())) {
        Notice notice = telling.notice();
        if (webhook.isSet()) {
          String json = new String(FactJson.write(Posted.of(notice)), UTF_8);
          out.add(NoticeWebhookClient.entry("notice-" + notice.id(), notice.caseId(), json));
        }
        if (server.canSend()) {
          recipients
              .of(change.current(), telling)
              .forEach(
                  member -> each.computeIfAbsent(member, none -> new ArrayList<>()).add(notice));
        }
      }
    }
    each.forEach((member, notices) -> out.addAll(tell(member, notices)));
    outbox.getObject().add(out);
  }

  private List<OutboxEntry> tell(StaffMember member, List<Notice> notices) {
    Map<NoticeProperties.When, List<Notice>> by =
        notices.stream().collect(Collectors.groupingBy(one -> settings.of(one.severity())));
    List<OutboxEntry> mails = new ArrayList<>();
    List<Notice> atOnce = by.getOrDefault(NoticeProperties.When.AT_ONCE, List.of());
    if (!atOnce.isEmpty()) {
      mails.addAll(put(member, slots.hours(), atOnce, settings.mostAnHour()));
    }
    List<Notice> daily = by.getOrDefault(NoticeProperties.When.DAILY, List.of());
    if (!daily.isEmpty()) {
      mails.addAll(put(member, slots.days(), daily, 0));
    }
    return mails;
  }

  /** Puts them into their bundles, and gives those that are told at once. */
  private List<OutboxEntry> put(
      StaffMember member, Slots spans, List<Notice> notices, int mostAtOnce) {
    List<Bundle> in = bundles.put(member.staffId(), spans, notices, mostAtOnce, clock.instant());
    timetable
        .getObject()
        .schedule(
            in.stream()
                .filter(bundle -> bundle.hasMore() && !bundle.closed())
                .map(bundle -> new Due(DigestRunner.KIND, bundle.id(), bundle.closesAt()))
                .toList());
    Map<String, Notice> byId = new HashMap<>();
    notices.forEach(one -> byId.put(one.id(), one));
    return byId.values().stream()
        .filter(one -> in.stream().anyMatch(bundle -> bundle.isTold(one.id())))
        .map(one -> NoticeMailClient.entry(mail(member, one), null))
        .toList();
  }

  private OutgoingMail mail(StaffMember member, Notice notice) {
    NoticeText text = texts.of(member);
    return OutgoingMail.of(
        "notice-" + notice.id() + "-" + member.staffId(),
        String.valueOf(member.mail()),
        text.subject(notice),
        text.text(notice),
        new About(notice.caseId(), "notice", 0));
  }
}
