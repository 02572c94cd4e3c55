package dev.barometer.survey.trigger;

import dev.barometer.contract.fact.Context;
import dev.barometer.survey.campaign.Trigger;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.occurrence.OccurrenceKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Who asked for help in some time: whom a schedule asks, each by the newest of his tickets. */
@Component
class RequesterReader {
  private static final List<String> OF_THE_TICKET =
      List.of("service", "team", "agent", "channel", "priority", "category");

  private final KnownTicketRepository tickets;

  RequesterReader(KnownTicketRepository tickets) {
    this.tickets = tickets;
  }

  /**
   * Those whose tickets were done before that firing, by id.
   *
   * @param after whose id comes after this one
   * @param most of them
   */
  List<Occurrence> page(Trigger trigger, Instant firing, String after, int most) {
    TreeMap<String, Occurrence> newest = new TreeMap<>();
    tickets.forEach(
        Occurrence.RESOLVED,
        firing.minus(trigger.lookedBack()),
        firing,
        one -> {
          String id = one.personId().orElse("");
          if (id.compareTo(after) > 0) {
            newest.merge(id, one, (a, b) -> a.at().isBefore(b.at()) ? b : a);
            if (newest.size() > most) {
              newest.pollLastEntry();
            }
          }
        });
    return newest.values().stream().map(one -> occurrence(one, firing)).toList();
  }

  /**
   * A condition may name all of the ticket; but what is answered is not about the team that
   * happened to be last.
   */
  private static Occurrence occurrence(Occurrence ticket, Instant firing) {
    Map<String, String> values = new HashMap<>(ticket.more());
    for (String field : OF_THE_TICKET) {
      String value = ticket.value(field);
      if (value != null) {
        values.put(field, value);
      }
    }
    Context context = ticket.context();
    return new Occurrence(
        new OccurrenceKey(Occurrence.SCHEDULE, ticket.personId().orElseThrow(), firing.toString()),
        firing,
        null,
        null,
        ticket.person(),
        new Context(null, null, null, null, null, null, context.organization(), context.location()),
        values,
        false);
  }
}
