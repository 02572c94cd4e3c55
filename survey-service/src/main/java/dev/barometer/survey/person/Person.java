package dev.barometer.survey.person;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * @param asks when he was asked, the oldest first: the newest {@link #MOST_ASKS}, and of each
 *     campaign and survey the newest, since that is the one that a cool-down looks at
 * @param pending what is to be decided, in no order
 * @param unreachable addresses of his at which nothing arrives, the newest first
 */
@Document(Person.COLLECTION)
public record Person(
    @Id String id,
    long version,
    @Nullable Instant optedOutAt,
    List<Ask> asks,
    List<Pending> pending,
    List<UnreachableAddress> unreachable) {
  public static final String COLLECTION = "people";

  /** No cool-down is longer. */
  public static final Duration REMEMBERED = Duration.ofDays(400);

  /** So often somebody is remembered to have been asked, and no campaign counts further. */
  public static final int MOST_ASKS = 200;

  /** So much of one person is decided in one go. */
  private static final int MOST_AT_ONCE = 200;

  /** So much may wait here for a later time; what is due soon may be twice as much. */
  private static final int MOST_LATER = 500;

  private static final int MOST_UNREACHABLE = 5;

  private static final Duration SOON = Duration.ofMinutes(1);

  /** In the order in which they are decided, live and in dry runs alike. */
  private static final Comparator<Pending> ORDER =
      Comparator.comparing(Pending::at)
          .thenComparing(Pending::subjectId)
          .thenComparing(Pending::campaignId);

  public Person {
    asks = asks == null ? List.of() : List.copyOf(asks);
    pending = pending == null ? List.of() : List.copyOf(pending);
    unreachable = unreachable == null ? List.of() : List.copyOf(unreachable);
  }

  /** Whom everything reaches. */
  public Person(
      String id,
      long version,
      @Nullable Instant optedOutAt,
      List<Ask> asks,
      List<Pending> pending) {
    this(id, version, optedOutAt, asks, pending, List.of());
  }

  /** Of whom nothing is known. */
  public static Person unknown(String id) {
    return new Person(id, 0, null, List.of(), List.of());
  }

  /** Whether nothing is known of him but his id. */
  public boolean saysNothing() {
    return optedOutAt == null && asks.isEmpty() && pending.isEmpty() && unreachable.isEmpty();
  }

  public boolean wasAskedSince(Instant then) {
    return asks.stream().anyMatch(ask -> !ask.at().isBefore(then));
  }

  public boolean wasAsked(String invitationId) {
    return asks.stream().anyMatch(ask -> ask.invitationId().equals(invitationId));
  }

  /** Whether it is noted that this is to be decided, or was. */
  public boolean knows(Pending one) {
    return pending.stream().anyMatch(noted -> noted.invitationId().equals(one.invitationId()))
        || wasAsked(one.invitationId());
  }

  /** What is to be decided now, in its order; where it is much, the first of it. */
  public List<Pending> due(Instant now) {
    return pending.stream()
        .filter(one -> !one.due().isAfter(now))
        .sorted(ORDER)
        .limit(MOST_AT_ONCE)
        .toList();
  }

  /** When the next is to be decided; empty where nothing is. */
  public Optional<Instant> nextDue() {
    return pending.stream().map(Pending::due).min(Comparator.naturalOrder());
  }

  /**
   * With these to be decided as well; what is known of the same invitation stays, but is decided
   * sooner where that is said now. What would be too much is left out, and has to wait elsewhere:
   * see {@link #knows}.
   */
  public Person considering(Collection<Pending> more, Instant now) {
    Set<String> known = pending.stream().map(Pending::invitationId).collect(Collectors.toSet());
    asks.forEach(ask -> known.add(ask.invitationId()));
    Map<String, Pending> sooner = new HashMap<>();
    more.forEach(one -> sooner.put(one.invitationId(), one));
    List<Pending> all = new ArrayList<>();
    for (Pending one : pending) {
      Pending again = sooner.get(one.invitationId());
      all.add(again != null && again.due().isBefore(one.due()) ? one.dueAt(again.due()) : one);
    }
    Instant soon = now.plus(SOON);
    for (Pending one : more) {
      int most = one.due().isAfter(soon) ? MOST_LATER : 2 * MOST_LATER;
      if ((all.size() < most || one.given() != null) && known.add(one.invitationId())) {
        all.add(one);
      }
    }
    return all.equals(pending) ? this : next(optedOutAt, asks, all);
  }

  /** With these asked; what no rule looks back to is forgotten. */
  public Person asked(Collection<Ask> more) {
    if (more.isEmpty()) {
      return this;
    }
    Set<String> known = asks.stream().map(Ask::invitationId).collect(Collectors.toSet());
    List<Ask> all = new ArrayList<>(asks);
    more.stream().filter(one -> known.add(one.invitationId())).forEach(all::add);
    all.sort(Comparator.comparing(Ask::at));
    Instant newest = all.get(all.size() - 1).at();
    all.removeIf(ask -> ask.at().isBefore(newest.minus(REMEMBERED)));
    return next(optedOutAt, all.size() > MOST_ASKS ? remembered(all) : all, pending);
  }

  /**
   * Those that a rule can still look back to. What is pending stays as well: whoever was to be told
   * that he is asked may have died over it.
   */
  private List<Ask> remembered(List<Ask> all) {
    Set<String> undone = pending.stream().map(Pending::invitationId).collect(Collectors.toSet());
    Set<Object> seen = new HashSet<>();
    List<Ask> kept = new ArrayList<>();
    int count = 0;
    for (int i = all.size() - 1; i >= 0; i--) {
      Ask ask = all.get(i);
      count++;
      if (seen.add(ask.kind()) | count <= MOST_ASKS || undone.contains(ask.invitationId())) {
        kept.add(ask);
      }
    }
    Collections.reverse(kept);
    return kept;
  }

  /**
   * After a decision.
   *
   * @param decided waits no more
   * @param unasked was noted as asked, and never came about
   * @param later waits on, until another time
   */
  public Person settled(
      Collection<String> decided, Collection<String> unasked, Collection<Pending> later) {
    Map<String, Pending> moved = new HashMap<>();
    later.forEach(one -> moved.put(one.invitationId(), one));
    List<Pending> rest =
        pending.stream()
            .filter(one -> !decided.contains(one.invitationId()))
            .map(one -> moved.getOrDefault(one.invitationId(), one))
            .toList();
    List<Ask> asked = asks.stream().filter(one -> !unasked.contains(one.invitationId())).toList();
    return rest.equals(pending) && asked.size() == asks.size()
        ? this
        : next(optedOutAt, asked, rest);
  }

  /** Without what has been decided. */
  public Person decided(Collection<String> invitationIds) {
    Set<String> done = Set.copyOf(invitationIds);
    List<Pending> rest =
        pending.stream().filter(one -> !done.contains(one.invitationId())).toList();
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

  public boolean isUnreachableAt(String channel, @Nullable String address) {
    return address != null && unreachable.stream().anyMatch(one -> one.isAt(channel, address));
  }

  /** What was to reach him there came back; of one address the newest stays. */
  public Person unreachable(UnreachableAddress one) {
    if (unreachable.stream().anyMatch(old -> old.invitationId().equals(one.invitationId()))) {
      return this;
    }
    List<UnreachableAddress> all = new ArrayList<>(List.of(one));
    unreachable.stream().filter(old -> !old.isAt(one.channel(), one.address())).forEach(all::add);
    return next(all.subList(0, Math.min(all.size(), MOST_UNREACHABLE)));
  }

  /** As if these had never come back: that was long ago. */
  public Person reachable(Collection<String> invitationIds) {
    List<UnreachableAddress> rest =
        unreachable.stream().filter(one -> !invitationIds.contains(one.invitationId())).toList();
    return rest.size() == unreachable.size() ? this : next(rest);
  }

  private Person next(List<UnreachableAddress> newUnreachable) {
    return new Person(id, version + 1, optedOutAt, asks, pending, newUnreachable);
  }

  private Person next(@Nullable Instant optedOut, List<Ask> newAsks, List<Pending> newPending) {
    return new Person(id, version + 1, optedOut, newAsks, newPending, unreachable);
  }
}
