package dev.barometer.complaint.publishing;

import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseEvent;
import dev.barometer.contract.Topics;
import dev.barometer.starter.fact.Outgoing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.common.errors.RetriableException;
import org.springframework.core.NestedExceptionUtils;

/**
 * Sends the events of cases to {@link Topics#COMPLAINTS}, each case's in order, one at a time. An
 * event leaves its document only after the broker has acknowledged it; after a crash it is sent
 * again, with the same id.
 *
 * <p>Revisions of one key must only grow on the topic, with several instances too. So an event is
 * sent under a lease that outlasts its delivery, and who finds after sending that the lease was
 * taken, and later events were sent meanwhile, has the later ones sent once more, so that they stay
 * the last record of their key. What remains: an instance that stands still between claiming and
 * sending for longer than its lease, and dies before it can look again, leaves an older revision as
 * the last record until the case changes. Whoever has read the newer one ignores it.
 */
final class ComplaintPublisher {
  private static final String SOURCE = "/barometer/complaint-service";

  private final PublishingRepository repository;
  private final Function<Outgoing, CompletableFuture<Void>> topic;
  private final List<CaseFollower> followers;
  private final Duration lease;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();

  ComplaintPublisher(
      PublishingRepository repository,
      Function<Outgoing, CompletableFuture<Void>> topic,
      List<CaseFollower> followers,
      Duration lease,
      Clock clock) {
    this.repository = repository;
    this.topic = topic;
    this.followers = List.copyOf(followers);
    this.lease = lease;
    this.clock = clock;
  }

  /** One event on its way. */
  private record Sending(CaseFollower.Followed change, CompletableFuture<Void> acknowledged) {
    String caseId() {
      return change.current().caseId();
    }

    CaseEvent event() {
      return change.event();
    }

    /** Whether there was nothing after it when the case was claimed. */
    boolean isNewest() {
      return change.current().revision() == event().revision();
    }
  }

  /** Some of the cases that have something to tell and nobody at it. */
  List<String> waiting(int limit) {
    return repository.waiting(owner, clock.instant(), limit);
  }

  /**
   * Sends the first unsent event of each case, and waits until the broker has them all.
   *
   * @return the cases that have more to tell
   * @throws UndeliveredException if any was not acknowledged; the others are done all the same
   */
  List<String> sendFirst(Collection<String> caseIds) throws InterruptedException {
    List<CaseFollower.Followed> changes = claim(caseIds);
    if (!changes.isEmpty()) {
      followers.forEach(follower -> follower.follow(changes));
    }
    List<Sending> onTheirWay = new ArrayList<>();
    for (CaseFollower.Followed change : changes) {
      Sending sending = send(change);
      onTheirWay.add(sending);
      if (brokerIsAway(sending)) {
        break; // every further one would wait for it as long, and in vain
      }
    }
    List<Sending> delivered = new ArrayList<>();
    UndeliveredException failure = null;
    for (Sending sending : onTheirWay) {
      try {
        sending.acknowledged().get();
        delivered.add(sending);
      } catch (ExecutionException e) {
        failure = new UndeliveredException(sending.event().eventId(), e);
      }
    }
    List<String> unfinished = clear(delivered);
    if (failure != null) {
      throw failure;
    }
    return unfinished;
  }

  private List<CaseFollower.Followed> claim(Collection<String> caseIds) {
    Instant now = clock.instant();
    // As the database keeps it: by its end a lease is known again.
    Instant until = now.plus(lease).truncatedTo(ChronoUnit.MILLIS);
    Map<String, CaseFollower.Followed> claimed = new HashMap<>();
    for (CaseDocument document : repository.claim(caseIds, owner, now, until)) {
      document
          .firstUnsent()
          .ifPresent(
              event ->
                  claimed.put(document.id(), new CaseFollower.Followed(document.current(), event)));
    }
    return caseIds.stream().map(claimed::get).filter(Objects::nonNull).toList();
  }

  /**
   * All at once; where not all are as they were claimed, one by one: a case that changed while it
   * was sent has more to tell, and one that was lost to another instance may have to be told again.
   *
   * @return the cases that have more to tell
   */
  private List<String> clear(List<Sending> delivered) {
    Map<String, Long> newest = new LinkedHashMap<>();
    Map<String, Long> older = new LinkedHashMap<>();
    for (Sending sending : delivered) {
      (sending.isNewest() ? newest : older).put(sending.caseId(), sending.event().revision());
    }
    if (repository.clearAll(newest, older, owner)) {
      delivered.forEach(sending -> followers.forEach(one -> one.told(sending.change())));
      return List.copyOf(older.keySet());
    }
    return delivered.stream().filter(this::hasMoreAfter).map(Sending::caseId).toList();
  }

  private Sending send(CaseFollower.Followed change) {
    CaseEvent event = change.event();
    var record =
        new Outgoing(
            Topics.COMPLAINTS,
            change.current().caseId(),
            event.complaint(),
            event.eventId(),
            SOURCE,
            event.type(),
            event.at());
    return new Sending(change, topic.apply(record));
  }

  private boolean hasMoreAfter(Sending sending) {
    long revision = sending.event().revision();
    PublishingRepository.Remaining left = repository.clear(sending.caseId(), owner, revision);
    if (left == PublishingRepository.Remaining.LEASE_LOST) {
      return repository.resendWhatFollowed(sending.caseId(), revision);
    }
    followers.forEach(follower -> follower.told(sending.change()));
    return left == PublishingRepository.Remaining.MORE;
  }

  /** Whether sending failed at once, after waiting for the broker as long as the producer may. */
  private static boolean brokerIsAway(Sending sending) {
    return sending
        .acknowledged()
        .handle((done, failure) -> failure != null && isRetriable(failure))
        .getNow(false);
  }

  private static boolean isRetriable(Throwable failure) {
    return NestedExceptionUtils.getMostSpecificCause(failure) instanceof RetriableException;
  }
}
