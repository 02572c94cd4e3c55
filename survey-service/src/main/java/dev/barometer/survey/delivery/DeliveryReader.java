package dev.barometer.survey.delivery;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.outbox.SendResult;
import dev.barometer.starter.patience.Outages;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.survey.invitation.Delivery;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.quiet.QuietHours;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What of the outbox is to be taken to people now. It is looked up when it is sent: whoever
 * answered, or was called back meanwhile, gets nothing, and nobody does in quiet hours.
 */
@Component
class DeliveryReader {
  private static final Logger log = LoggerFactory.getLogger(DeliveryReader.class);

  private final InvitationRepository invitations;
  private final InvitationPublisher publisher;
  private final LinkSecrets secrets;
  private final QuietHours quiet;
  private final Clock clock;

  DeliveryReader(
      InvitationRepository invitations,
      InvitationPublisher publisher,
      LinkSecrets secrets,
      QuietHours quiet,
      Clock clock) {
    this.invitations = invitations;
    this.publisher = publisher;
    this.secrets = secrets;
    this.quiet = quiet;
    this.clock = clock;
  }

  /**
   * Of some entries those that are wanted, and what becomes of the others.
   *
   * @param results by id of the entry
   */
  record Wanted(
      Map<OutboxEntry, InvitationDocument> invitations, Map<String, SendResult> results) {}

  Wanted wanted(List<OutboxEntry> entries) {
    Instant now = clock.instant();
    Optional<Instant> later = quiet.end(now);
    Map<String, InvitationDocument> known =
        invitations.find(entries.stream().map(DeliveryReader::invitationId).toList());
    Map<OutboxEntry, InvitationDocument> wanted = new LinkedHashMap<>();
    Map<String, SendResult> results = new HashMap<>();
    for (OutboxEntry entry : entries) {
      InvitationDocument invitation = known.get(invitationId(entry));
      if (invitation == null
          || !invitation.isOpenAt(now)
          || Delivery.parse(entry.body()).reminder() < invitation.reminders()) {
        // A reminder that goes out, too, says the same: nobody gets both at once.
        results.put(entry.id(), SendResult.sent());
      } else if (later.isPresent()) {
        results.put(entry.id(), SendResult.later(later.get()));
      } else if (isSpent(invitation)) {
        results.put(entry.id(), SendResult.sent());
        publisher.noteDelivered(invitation.id());
      } else {
        wanted.put(entry, invitation);
      }
    }
    return new Wanted(wanted, results);
  }

  /** What becomes of an entry that cannot be made what is sent; nothing is said of any other. */
  static SendResult unmade(RuntimeException why) {
    if (why instanceof NoSuchElementException) {
      return SendResult.refused("its survey, or the key of its link, is not known any more");
    }
    log.warn("An invitation cannot be sent", LoggedFailure.of(why));
    String name = why.getClass().getName();
    return Outages.isOutage(why) ? SendResult.away(name) : SendResult.failed(name);
  }

  /** Whoever answered anonymously is not reminded, and nothing shows that he was not. */
  private boolean isSpent(InvitationDocument invitation) {
    return secrets
        .find(invitation.id(), invitation.linkHash())
        .filter(link -> invitations.isSpent(invitation, link))
        .isPresent();
  }

  private static String invitationId(OutboxEntry entry) {
    return Delivery.parse(entry.body()).invitationId();
  }
}
