package dev.barometer.complaint.publishing;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseEvent;
import dev.barometer.contract.Topics;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.patience.Outages;
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
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.springframework.core.NestedExceptionUtils;

/**
 * Sends the events of cases to {@link Topics#COMPLAINTS}, each case's in order: the producer keeps
 * the order of what waits for one partition. An event leaves its document only after the broker has
 * acknowledged it and all before it; after a crash it is sent again, with the same id.
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

  /** The events of one case on their way, each with what comes of it. */
  private record Sending(
      CaseFollower.Followed change, List<CompletableFuture<Void>> acknowledgements) {

    /**
     * Waits for the broker.
     *
     * @return how many are on the topic, of the first ones
     */
    int delivered() throws InterruptedException {
      int count = 0;
      for (CompletableFuture<Void> acknowledged : acknowledgements) {
        try {
          acknowledged.get();
          count++;
        } catch (ExecutionException e) {
          return count;
        }
      }
      return count;
    }

    /** Whether sending failed at once, after waiting for the broker as long as one may. */
    boolean brokerIsAway() {
      return acknowledgements.stream()
          .anyMatch(
              acknowledged ->
                  acknowledged
                      .handle((done, failure) -> failure != null && isRetriable(failure))
                      .getNow(false));
    }

    UndeliveredException failure(int delivered) {
      Throwable cause =
          acknowledgements
              .get(delivered)
              .handle((done, failure) -> Objects.requireNonNull(failure))
              .join();
      return new UndeliveredException(change.events().get(delivered).eventId(), cause);
    }
  }

  /** Some of the cases that have something to tell and nobody at it. */
  List<String> waiting(int limit) {
    return repository.waiting(owner, clock.instant(), limit);
  }

  /**
   * What became of some cases.
   *
   * @param unfinished have more to tell: those that changed meanwhile
   * @param held cannot be told of, each with the reason, while others can: something is wrong with
   *     it itself. They wait in their documents
   */
  record Round(List<String> unfinished, Map<String, RuntimeException> held) {}

  /**
   * Sends what is unsent of each case, and waits until the broker has it all.
   *
   * @throws UndeliveredException if the broker did not take all; what it took is done all the same
   */
  Round send(Collection<String> caseIds) throws InterruptedException {
    Map<String, RuntimeException> held = new LinkedHashMap<>();
    List<Sending> onTheirWay = new ArrayList<>();
    for (CaseFollower.Followed change : followed(claim(caseIds), held)) {
      Sending sending = send(change);
      onTheirWay.add(sending);
      if (sending.brokerIsAway()) {
        break; // every further one would wait for it as long, and in vain
      }
    }
    List<CaseFollower.Followed> delivered = new ArrayList<>();
    UndeliveredException failure = null;
    for (Sending sending : onTheirWay) {
      List<CaseEvent> events = sending.change().events();
      int count = sending.delivered();
      if (count > 0) {
        delivered.add(
            new CaseFollower.Followed(sending.change().current(), events.subList(0, count)));
      }
      if (count < events.size()) {
        UndeliveredException why = sending.failure(count);
        if (NestedExceptionUtils.getMostSpecificCause(why) instanceof RecordTooLargeException) {
          held.put(sending.change().current().caseId(), why);
        } else {
          failure = why;
        }
      }
    }
    List<String> unfinished = clear(delivered);
    if (failure != null) {
      throw failure;
    }
    return new Round(unfinished.stream().filter(id -> !held.containsKey(id)).toList(), held);
  }

  /** Those that were followed; what cannot be keeps no other from it. */
  private List<CaseFollower.Followed> followed(
      List<CaseFollower.Followed> changes, Map<String, RuntimeException> held) {
    if (changes.isEmpty()) {
      return changes;
    }
    try {
      followers.forEach(follower -> follower.follow(changes));
      return changes;
    } catch (RuntimeException e) {
      if (Outages.isOutage(e)) {
        throw e;
      }
      if (changes.size() == 1) {
        held.put(changes.get(0).current().caseId(), e);
        return List.of();
      }
    }
    List<CaseFollower.Followed> done = new ArrayList<>();
    for (CaseFollower.Followed change : changes) {
      done.addAll(followed(List.of(change), held));
    }
    return done;
  }

  private List<CaseFollower.Followed> claim(Collection<String> caseIds) {
    Instant now = clock.instant();
    // As the database keeps it: by its end a lease is known again.
    Instant until = now.plus(lease).truncatedTo(ChronoUnit.MILLIS);
    Map<String, CaseFollower.Followed> claimed = new HashMap<>();
    for (CaseDocument document : repository.claim(caseIds, owner, now, until)) {
      List<CaseEvent> unsent = document.unsent();
      if (unsent != null && !unsent.isEmpty()) {
        claimed.put(document.id(), new CaseFollower.Followed(document.current(), unsent));
      }
    }
    return caseIds.stream().map(claimed::get).filter(Objects::nonNull).toList();
  }

  /**
   * All at once; where not all are as they were claimed, one by one: a case that changed while it
   * was sent has more to tell, and one that was lost to another instance may have to be told again.
   *
   * @return the cases that have more to tell
   */
  private List<String> clear(List<CaseFollower.Followed> delivered) {
    Map<String, Long> newest = new LinkedHashMap<>();
    Map<String, Long> older = new LinkedHashMap<>();
    for (CaseFollower.Followed change : delivered) {
      Case current = change.current();
      long revision = change.newest().revision();
      (current.revision() == revision ? newest : older).put(current.caseId(), revision);
    }
    if (repository.clearAll(newest, older, owner)) {
      delivered.forEach(change -> followers.forEach(one -> one.told(change)));
      return List.copyOf(older.keySet());
    }
    return delivered.stream()
        .filter(this::hasMoreAfter)
        .map(change -> change.current().caseId())
        .toList();
  }

  private Sending send(CaseFollower.Followed change) {
    List<CompletableFuture<Void>> acknowledgements = new ArrayList<>(change.events().size());
    for (CaseEvent event : change.events()) {
      var record =
          new Outgoing(
              Topics.COMPLAINTS,
              change.current().caseId(),
              event.complaint(),
              event.eventId(),
              SOURCE,
              event.type(),
              event.at());
      acknowledgements.add(topic.apply(record));
    }
    return new Sending(change, acknowledgements);
  }

  private boolean hasMoreAfter(CaseFollower.Followed change) {
    String caseId = change.current().caseId();
    long revision = change.newest().revision();
    PublishingRepository.Remaining left = repository.clear(caseId, owner, revision);
    if (left == PublishingRepository.Remaining.LEASE_LOST) {
      return repository.resendWhatFollowed(caseId, revision);
    }
    followers.forEach(follower -> follower.told(change));
    return left == PublishingRepository.Remaining.MORE;
  }

  private static boolean isRetriable(Throwable failure) {
    return NestedExceptionUtils.getMostSpecificCause(failure) instanceof RetriableException;
  }
}
