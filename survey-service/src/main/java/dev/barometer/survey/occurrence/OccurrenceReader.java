package dev.barometer.survey.occurrence;

import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks up what can be asked about, from all that is known now. */
@Component
public class OccurrenceReader {
  private static final int MOST_AT_ONCE = 500;

  private final KnownTicketRepository tickets;
  private final KnownComplaintRepository complaints;
  private final KnownLifecycleRepository lifecycle;

  public OccurrenceReader(
      KnownTicketRepository tickets,
      KnownComplaintRepository complaints,
      KnownLifecycleRepository lifecycle) {
    this.tickets = tickets;
    this.complaints = complaints;
    this.lifecycle = lifecycle;
  }

  /** All about these. */
  public List<Occurrence> of(SubjectKind kind, Collection<String> ids) {
    return switch (kind) {
      case TICKET -> tickets.occurrences(ids);
      case COMPLAINT -> withAddresses(complaints.occurrences(ids));
      case LIFECYCLE -> lifecycle.occurrences(ids);
      case PERSON -> List.of();
    };
  }

  /** Those that are still so, by key. */
  public Map<OccurrenceKey, Occurrence> find(Collection<OccurrenceKey> keys) {
    Map<SubjectKind, List<String>> byKind =
        keys.stream()
            .collect(
                Collectors.groupingBy(
                    OccurrenceKey::subjectKind,
                    Collectors.mapping(OccurrenceKey::subjectId, Collectors.toList())));
    return byKind.entrySet().stream()
        .flatMap(entry -> of(entry.getKey(), entry.getValue()).stream())
        .collect(Collectors.toMap(Occurrence::key, one -> one, (one, again) -> one));
  }

  /** Those that happened in a time, its end not included. */
  public void forEach(String on, Instant from, Instant to, Consumer<Occurrence> reader) {
    switch (Occurrence.subjectKind(on)) {
      case TICKET -> tickets.forEach(on, from, to, reader);
      case COMPLAINT -> {
        List<Occurrence> some = new ArrayList<>();
        complaints.forEach(
            on,
            from,
            to,
            one -> {
              some.add(one);
              if (some.size() == MOST_AT_ONCE) {
                withAddresses(some).forEach(reader);
                some.clear();
              }
            });
        withAddresses(some).forEach(reader);
      }
      case LIFECYCLE -> lifecycle.forEach(on, from, to, reader);
      case PERSON -> {}
    }
  }

  /** A complaint says who somebody is; how he is reached, his ticket does. */
  private List<Occurrence> withAddresses(List<Occurrence> some) {
    Map<String, Ticket> about =
        tickets.find(
            some.stream()
                .map(Occurrence::ticketId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    return some.stream()
        .map(
            one -> {
              Ticket ticket = one.ticketId() == null ? null : about.get(one.ticketId());
              Requester requester = ticket == null ? null : ticket.requester();
              return requester != null
                      && one.personId().filter(id -> id.equals(requester.id())).isPresent()
                  ? one.askedOf(requester)
                  : one;
            })
        .toList();
  }
}
