package dev.barometer.survey.person;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Somebody who may be asked. All that decides whether he is asked again is in this one document, so
 * that two instances cannot both find that he may be.
 *
 * @param version grows with each change; 0 where nothing is stored yet
 * @param optedOutAt since when he does not want to be asked
 * @param asks when he was asked, the oldest first, as long as any rule may want to know
 * @param pending what is to be decided, in no order
 */
@Document(Person.COLLECTION)
public record Person(
    @Id String id,
    long version,
    @Nullable Instant optedOutAt,
    List<Ask> asks,
    List<Pending> pending) {
  public static final String COLLECTION = "people";

  /** No cool-down is longer. */
  public static final Duration REMEMBERED = Duration.ofDays(400);

  /** In the order in which they are decided, live and in dry runs alike. */
  private static final Comparator<Pending> ORDER =
      Comparator.comparing(Pending::at)
          .thenComparing(Pending::ticketId)
          .thenComparing(Pending::campaignId);

  public Person {
    asks = asks == null ? List.of() : List.copyOf(asks);
    pending = pending == null ? List.of() : List.copyOf(pending);
  }

  /** Of whom nothing is known. */
  public static Person unknown(String id) {
    return new Person(id, 0, null, List.of(), List.of());
  }

  public boolean wasAsked(String invitationId) {
    return asks.stream().anyMatch(ask -> ask.invitationId().equals(invitationId));
  }

  /** What is to be decided now, in its order. */
  public List<Pending> due(Instant now) {
    return pending.stream().filter(one -> !one.due().isAfter(now)).sorted(ORDER).toList();
  }

  /** When the next is to be decided; empty where nothing is. */
  public Optional<Instant> nextDue() {
    return pending.stream().map(Pending::due).min(Comparator.naturalOrder());
  }

  /** With these to be decided as well; what is known of the same invitation stays. */
  public Person considering(Collection<Pending> more) {
    Set<String> known = pending.stream().map(Pending::invitationId).collect(Collectors.toSet());
    List<Pending> all = new ArrayList<>(pending);
    more.stream()
        .filter(one -> known.add(one.invitationId()) && !wasAsked(one.invitationId()))
        .forEach(all::add);
    return all.size() == pending.size() ? this : next(optedOutAt, asks, all);
  }

  /** With these asked; what is older than any rule looks back is forgotten. */
  public Person asked(Collection<Ask> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Ask> all = new ArrayList<>(asks);
    more.stream().filter(one -> !wasAsked(one.invitationId())).forEach(all::add);
    all.sort(Comparator.comparing(Ask::at));
    Instant newest = all.get(all.size() - 1).at();
    all.removeIf(ask -> ask.at().isBefore(newest.minus(REMEMBERED)));
    return next(optedOutAt, all, pending);
  }

  /** Without what has been decided. */
  public Person decided(Collection<String> invitationIds) {
    List<Pending> rest =
        pending.stream().filter(one -> !invitationIds.contains(one.invitationId())).toList();
    return rest.size() == pending.size() ? this : next(optedOutAt, asks, rest);
  }

  /** As if these had never been asked: they were called back before anybody answered. */
  public Person unasked(Collection<String> invitationIds) {
    List<Ask> rest =
        asks.stream().filter(one -> !invitationIds.contains(one.invitationId())).toList();
    return rest.size() == asks.size() ? this : next(optedOutAt, rest, pending);
  }

  /** Not to be asked any more; the first time stays. */
  public Person optedOut(Instant at) {
    return optedOutAt != null ? this : next(at, asks, pending);
  }

  /** May be asked again. */
  public Person optedIn() {
    return optedOutAt == null ? this : next(null, asks, pending);
  }

  private Person next(@Nullable Instant optedOut, List<Ask> newAsks, List<Pending> newPending) {
    return new Person(id, version + 1, optedOut, newAsks, newPending);
  }
}
