package dev.barometer.survey.privacy;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.DueHandlers;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.survey.occurrence.KnownComplaintRepository;
import dev.barometer.survey.occurrence.KnownLifecycleRepository;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.person.ErasurePublisher;
import dev.barometer.survey.person.KnownAnswerRepository;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.PersonRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Erases those of whom nothing happened for as long as is set. Once a day it goes through all that
 * names people, a part at a time: where it has come to stands in what is due, so whoever dies over
 * a part leaves it to another, and a person who is found twice is erased once. When nothing older
 * can come in any more his mark goes too, unless he did not want to be asked: that has to last.
 */
@Component
class RetentionRunner implements DueHandlers, ApplicationRunner {
  private static final String SWEEP = "people.retain";
  private static final String ALL = "all";
  private static final String RULE = "retention";
  private static final Duration BETWEEN = Duration.ofDays(1);
  private static final int MOST_READ = 500;

  /** To gather what is held of one person takes some milliseconds, to erase him more. */
  private static final int MOST_LOOKED_AT = 50;

  private final PersonReader reader;
  private final PersonRepository people;
  private final KnownTicketRepository tickets;
  private final ErasingRunner erasing;
  private final ErasurePublisher erasures;
  private final ErasedPeople erased;
  private final PersonMarks marks;
  private final AuditLog audit;
  private final ObjectProvider<Timetable> timetable;
  private final PrivacyProperties settings;
  private final BarometerProperties barometer;
  private final Clock clock;
  private final List<Names> lists;

  /** What names people. */
  @FunctionalInterface
  private interface Names {
    /** People by the ids of what names them, in the order of these; empty where nobody is named. */
    Map<String, String> after(String last, int most);
  }

  /** Where it has come to. */
  private record Position(int list, String last) {
    private static final String SEPARATOR = "|";

    static Position of(String text) {
      int at = text.indexOf(SEPARATOR);
      return at < 0
          ? new Position(0, "")
          : new Position(Integer.parseInt(text.substring(0, at)), text.substring(at + 1));
    }

    String toText() {
      return list + SEPARATOR + last;
    }
  }

  RetentionRunner(
      PersonReader reader,
      PersonRepository people,
      KnownTicketRepository tickets,
      KnownAnswerRepository answers,
      KnownLifecycleRepository lifecycle,
      KnownComplaintRepository complaints,
      ErasingRunner erasing,
      ErasurePublisher erasures,
      ErasedPeople erased,
      PersonMarks marks,
      AuditLog audit,
      ObjectProvider<Timetable> timetable,
      PrivacyProperties settings,
      BarometerProperties barometer,
      Clock clock) {
    this.reader = reader;
    this.people = people;
    this.tickets = tickets;
    this.erasing = erasing;
    this.erasures = erasures;
    this.erased = erased;
    this.marks = marks;
    this.audit = audit;
    this.timetable = timetable;
    this.settings = settings;
    this.barometer = barometer;
    this.clock = clock;
    this.lists =
        List.of(
            (last, most) -> people(people.idsAfter(last, most), id -> id),
            (last, most) -> {
              List<String> ids = tickets.idsAfter(last, most);
              Map<String, Ticket> found = tickets.find(ids);
              return people(ids, id -> idOf(found.get(id)));
            },
            answers::peopleAfter,
            (last, most) -> {
              List<String> ids = lifecycle.idsAfter(last, most);
              Map<String, LifecycleSubject> found = lifecycle.find(ids);
              return people(ids, id -> idOf(found.get(id)));
            },
            (last, most) -> {
              List<String> ids = complaints.idsAfter(last, most);
              Map<String, Complaint> found = complaints.find(ids);
              return people(ids, id -> idOf(found.get(id)));
            });
  }

  private static Map<String, String> people(List<String> ids, Function<String, String> person) {
    Map<String, String> people = new LinkedHashMap<>();
    ids.forEach(id -> people.put(id, person.apply(id)));
    return people;
  }

  private static String idOf(@Nullable Ticket ticket) {
    return ticket == null ? "" : idOf(ticket.requester());
  }

  private static String idOf(@Nullable LifecycleSubject subject) {
    return subject == null ? "" : idOf(subject.person());
  }

  private static String idOf(@Nullable Complaint complaint) {
    Respondent person = complaint == null ? null : complaint.person();
    return person == null ? "" : person.id();
  }

  private static String idOf(@Nullable Requester person) {
    return person == null || person.id() == null ? "" : person.id();
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (settings.retention() != null) {
      timetable.getObject().scheduleIfAbsent(new Due(SWEEP, ALL, clock.instant()));
    }
  }

  @Override
  public List<DueHandler> all() {
    return List.of(
        DueHandler.of(SWEEP, this::sweep),
        DueHandler.of(ErasingRunner.TAKE_IN, due -> erasures.forget(due.key())));
  }

  /** It ends where nothing is set any more; a start for which something is begins it anew. */
  private void sweep(Due due) {
    Period retention = settings.retention();
    if (retention != null) {
      Instant now = clock.instant();
      Instant then = now.atZone(barometer.organisation().zone()).minus(retention).toInstant();
      Due next =
          lookOn(Position.of(due.data()), then, now)
              .map(position -> new Due(SWEEP, ALL, now, position.toText()))
              .orElseGet(() -> new Due(SWEEP, ALL, now.plus(BETWEEN)));
      timetable.getObject().schedule(next);
    }
  }

  /** Where it goes on; empty where all was looked at. */
  private Optional<Position> lookOn(Position position, Instant then, Instant now) {
    Map<String, String> part = lists.get(position.list()).after(position.last(), MOST_READ);
    Set<String> quiet = quietAtFirstSight(part.values(), then);
    String last = position.last();
    int looked = 0;
    for (Map.Entry<String, String> one : part.entrySet()) {
      if (quiet.remove(one.getValue())) {
        if (looked == MOST_LOOKED_AT) {
          return Optional.of(new Position(position.list(), last));
        }
        looked++;
        eraseIfQuiet(one.getValue(), then, now);
      }
      last = one.getKey();
    }
    if (part.size() == MOST_READ) {
      return Optional.of(new Position(position.list(), last));
    }
    int next = position.list() + 1;
    return next < lists.size() ? Optional.of(new Position(next, "")) : Optional.empty();
  }

  /** Most are busy, and most of those by tickets and invitations: two queries find them. */
  private Set<String> quietAtFirstSight(Collection<String> some, Instant then) {
    Set<String> quiet = new HashSet<>(some);
    quiet.removeIf(id -> id.isEmpty() || erased.includes(id));
    quiet.removeAll(tickets.requestersSince(quiet, then));
    people.find(quiet).values().stream()
        .filter(one -> one.wasAskedSince(then))
        .map(Person::id)
        .forEach(quiet::remove);
    return quiet;
  }

  private void eraseIfQuiet(String personId, Instant then, Instant now) {
    PersonView held = reader.find(personId).orElse(null);
    if (held == null) {
      people.find(personId).filter(Person::saysNothing).ifPresent(people::deleteUnchanged);
    } else if (Quiet.isSince(then, held)) {
      audit.recordByRule(RULE, "person.erased", marks.of(personId), Map.of());
      if (held.optedOutAt() == null) {
        erasing.eraseUntil(personId, now.plus(longestOnTheWay()));
      } else {
        erasing.erase(personId);
      }
    }
  }

  /** So long something of him may lie on a topic and be read anew. */
  private Duration longestOnTheWay() {
    BarometerProperties.Topics topics = barometer.topics();
    return topics.inboundRetention().plus(topics.compactionLag());
  }
}
