package dev.barometer.complaint.notice;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.digest.Bundle;
import dev.barometer.complaint.digest.BundleRepository;
import dev.barometer.complaint.digest.Notice;
import dev.barometer.complaint.digest.Slots;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.starter.mail.About;
import dev.barometer.starter.mail.OutgoingMail;
import dev.barometer.starter.outbox.Outbox;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Sends what was gathered for a reader when its span is over: first nothing joins it any more, then
 * it is told, in one mail whose id is the bundle's.
 */
@Component
class DigestRunner implements DueHandler {
  static final String KIND = "notice.digest";

  private final BundleRepository bundles;
  private final NoticeRecipientReader recipients;
  private final NoticeTexts texts;
  private final CaseRepository cases;
  private final ObjectProvider<Outbox> outbox;
  private final Clock clock;

  DigestRunner(
      BundleRepository bundles,
      NoticeRecipientReader recipients,
      NoticeTexts texts,
      CaseRepository cases,
      ObjectProvider<Outbox> outbox,
      Clock clock) {
    this.bundles = bundles;
    this.recipients = recipients;
    this.texts = texts;
    this.cases = cases;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<Due, Exception> handle(List<Due> due) {
    return DueHandler.eachAloneAfterAFailure(due, some -> some.forEach(this::tell));
  }

  private void tell(Due due) {
    Bundle bundle = bundles.close(due.key()).orElse(null);
    StaffMember member = recipients.find(BundleRepository.readerOf(due.key())).orElse(null);
    if (bundle != null && member != null && bundle.hasMore()) {
      tell(member, bundle);
    }
    bundles.forgetBefore(clock.instant().minus(Slots.LONGEST.plusDays(1)));
  }

  private void tell(StaffMember member, Bundle bundle) {
    Map<String, Case> about =
        cases.find(bundle.later().stream().map(Notice::caseId).distinct().toList()).stream()
            .collect(Collectors.toMap(Case::caseId, Function.identity()));
    List<Notice> shown =
        bundle.later().stream()
            .filter(
                one -> {
                  Case found = about.get(one.caseId());
                  return found != null && recipients.mayBeTold(member, found);
                })
            .toList();
    if (shown.isEmpty() && bundle.further().isEmpty()) {
      return;
    }
    NoticeText text = texts.of(member);
    OutgoingMail mail =
        OutgoingMail.of(
            "digest-" + bundle.id(),
            String.valueOf(member.mail()),
            text.subject(bundle, shown),
            text.text(bundle, shown),
            new About(null, "digest", 0));
    outbox.getObject().add(NoticeMailClient.entry(mail, null));
  }
}
