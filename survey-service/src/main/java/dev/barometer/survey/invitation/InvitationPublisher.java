package dev.barometer.survey.invitation;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.outbox.Outbox;
import dev.barometer.starter.outbox.OutboxEntry;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.waiting.Acknowledgement;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Issues invitations and tells {@code barometer.invitations} of each change. Whatever causes a
 * change (a record, a due thing) is acknowledged when this returns and not before; asked for twice,
 * it is done once.
 */
@Component
public class InvitationPublisher {
  private static final Logger log = LoggerFactory.getLogger(InvitationPublisher.class);
  private static final String OUTBOX = "invitation|";
  private static final String SOURCE = "/barometer/survey-service";
  private static final Map<String, String> TYPES =
      Map.of(
          InvitationDocument.ISSUED, EventTypes.INVITATION_ISSUED,
          InvitationDocument.REMINDED, EventTypes.INVITATION_REMINDED,
          InvitationDocument.ANSWERED, EventTypes.INVITATION_ANSWERED,
          InvitationDocument.EXPIRED, EventTypes.INVITATION_EXPIRED,
          InvitationDocument.CANCELLED, EventTypes.INVITATION_CANCELLED,
          InvitationDocument.SUPPRESSED, EventTypes.INVITATION_SUPPRESSED);

  private final InvitationRepository invitations;
  private final FactPublisher facts;
  private final ObjectProvider<Timetable> timetable;
  private final ObjectProvider<Outbox> outbox;
  private final InvitationMetrics metrics;
  private final Clock clock;

  /** Timetable and outbox are made for those whose handlers ask for this. */
  public InvitationPublisher(
      InvitationRepository invitations,
      FactPublisher facts,
      ObjectProvider<Timetable> timetable,
      ObjectProvider<Outbox> outbox,
      MeterRegistry meters,
      Clock clock) {
    this.invitations = invitations;
    this.facts = facts;
    this.timetable = timetable;
    this.outbox = outbox;
    this.metrics =
        new InvitationMetrics(meters, Arrays.stream(Verdict.values()).map(Verdict::id).toList());
    this.clock = clock;
  }

  /**
   * Issues invitations, or notes that somebody was not asked.
   *
   * @param reminders when, from issuing on, those of each campaign are reminded
   * @return all of them as they stand: what was decided before stays
   */
  public List<InvitationDocument> issue(
      List<InvitationDocument> some, Map<String, List<Duration>> reminders) {
    if (some.isEmpty()) {
      return List.of();
    }
    List<InvitationDocument> standing = invitations.add(some);
    Set<InvitationDocument> asGiven = new HashSet<>(some);
    standing.stream().filter(asGiven::contains).forEach(metrics::decided);
    List<Due> due = new ArrayList<>();
    List<OutboxEntry> mails = new ArrayList<>();
    for (InvitationDocument one : standing) {
      if (one.isOpen()) {
        if (one.expiresAt() != null) {
          due.add(new Due(InvitationRunner.EXPIRE, one.id(), one.expiresAt()));
        }
        List<Duration> after = reminders.getOrDefault(one.campaignId(), List.of());
        for (int n = one.reminders() + 1; n <= after.size(); n++) {
          Instant at = one.issuedAt().plus(after.get(n - 1));
          due.add(new Due(InvitationRunner.REMIND, new Delivery(one.id(), n).toString(), at));
        }
        delivery(one, 0).ifPresent(mails::add);
      }
    }
    timetable.getObject().schedule(due);
    outbox.getObject().add(mails);
    publish(standing);
    return standing;
  }

  /**
   * Keeps what somebody who came by an open link answers by; kept before, it stays as it is. Nobody
   * is told of it: it is no invitation, and counts among none.
   */
  public void keepOfNewcomer(InvitationDocument one) {
    invitations.add(List.of(one));
  }

  /** What takes an invitation to a person: the first, or a reminder. */
  static Optional<OutboxEntry> delivery(InvitationDocument invitation, int reminder) {
    String channel = invitation.channel();
    String body = new Delivery(invitation.id(), reminder).toString();
    return channel.equals(Campaign.LINK)
        ? Optional.empty()
        : Optional.of(new OutboxEntry(OUTBOX + body, "invitation." + channel, null, body));
  }

  /**
   * Changes one, and tells how it stands, changed or not: who asks again may have died before it
   * was told. Empty where there is none of this id.
   *
   * @param change empty where it is to stay as it is
   */
  public Optional<InvitationDocument> change(
      String id, Function<InvitationDocument, Optional<InvitationDocument>> change) {
    return Optional.ofNullable(change(Map.of(id, change)).get(id));
  }

  /**
   * Changes many as if each was changed alone, and tells how they stand, without waiting for one
   * after the other.
   *
   * @param changes by id; each is empty where it is to stay as it is
   * @return how those stand that are there
   */
  public Map<String, InvitationDocument> change(
      Map<String, Function<InvitationDocument, Optional<InvitationDocument>>> changes) {
    Map<String, InvitationDocument> before = new HashMap<>();
    Map<String, Function<InvitationDocument, Optional<InvitationDocument>>> seen =
        new LinkedHashMap<>();
    changes.forEach(
        (id, change) ->
            seen.put(
                id,
                one -> {
                  before.put(id, one);
                  return change.apply(one);
                }));
    Map<String, InvitationDocument> standing = invitations.change(seen);
    standing.forEach(
        (id, after) -> {
          InvitationDocument was = Objects.requireNonNull(before.get(id));
          if (after.revision() > was.revision() && !after.isOfNewcomer()) {
            metrics.changed(was, after);
          }
        });
    publish(standing.values());
    return standing;
  }

  /**
   * Notes that whoever delivers it took it. What cannot be noted just now is not: who would hear of
   * a failure here would deliver it once more.
   */
  public void noteDelivered(String id) {
    Instant now = clock.instant();
    try {
      change(id, one -> Optional.of(one.delivered(now)).filter(after -> after != one));
    } catch (RuntimeException e) {
      log.warn("An invitation is delivered, which could not be noted", LoggedFailure.of(e));
    }
  }

  /** Calls one back that waits for an answer, and tells how it stands, called back or not. */
  public Optional<InvitationDocument> callBack(String id, String why) {
    return change(id, one -> one.isOpen() ? Optional.of(one.cancelled(why)) : Optional.empty());
  }

  /**
   * Erases invitations, and what was to be sent of them. The tombstone goes out before they are
   * deleted, so that whoever dies in between finds them still; and once more after it, because
   * somebody else may have told of them in between.
   */
  public void erase(Collection<InvitationDocument> some) {
    for (InvitationDocument one : some) {
      for (int n = 0; n <= one.reminders(); n++) {
        outbox.getObject().cancel(OUTBOX + new Delivery(one.id(), n));
      }
    }
    some.stream().map(one -> bury(one.id())).toList().forEach(Acknowledgement::await);
    some.forEach(invitations::delete);
    some.stream().map(one -> bury(one.id())).toList().forEach(Acknowledgement::await);
  }

  private CompletableFuture<Void> bury(String id) {
    return facts.publish(
        new Outgoing(
            Topics.INVITATIONS,
            id,
            null,
            id + "-erased",
            SOURCE,
            EventTypes.INVITATION_ERASED,
            clock.instant()));
  }

  /** Whether something was decided under this id, and told or to be told. */
  public boolean isKnown(String id) {
    return invitations.find(id).isPresent();
  }

  /** Tells once more how these stand. */
  public void tellAgain(Collection<String> ids) {
    publish(invitations.find(ids).values());
  }

  /**
   * Two instances may tell of one invitation at once; who told of an older state tells of the newer
   * one, too, so that the last record of the key is the newest; of one that was erased meanwhile,
   * that it is gone.
   */
  private void publish(Collection<InvitationDocument> some) {
    Collection<InvitationDocument> untold =
        some.stream().filter(one -> !one.isOfNewcomer()).toList();
    while (!untold.isEmpty()) {
      List<CompletableFuture<Void>> sent = untold.stream().map(this::send).toList();
      sent.forEach(Acknowledgement::await);
      List<InvitationDocument> newer = new ArrayList<>();
      Map<String, InvitationDocument> now =
          invitations.find(untold.stream().map(InvitationDocument::id).toList());
      for (InvitationDocument told : untold) {
        InvitationDocument standing = now.get(told.id());
        if (standing == null) {
          Acknowledgement.await(bury(told.id()));
        } else if (standing.revision() > told.revision()) {
          newer.add(standing);
        }
      }
      untold = newer;
    }
  }

  private CompletableFuture<Void> send(InvitationDocument one) {
    return facts.publish(
        new Outgoing(
            Topics.INVITATIONS,
            one.id(),
            one.toFact(),
            one.id() + "-" + one.revision(),
            SOURCE,
            Objects.requireNonNull(TYPES.get(one.status())),
            clock.instant()));
  }
}
