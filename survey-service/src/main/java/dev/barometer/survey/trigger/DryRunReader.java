package dev.barometer.survey.trigger;

import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.Candidate;
import dev.barometer.survey.campaign.DryRun;
import dev.barometer.survey.person.Person;
import dev.barometer.survey.person.PersonRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs a campaign dry over what is known of tickets and people; it writes nothing. */
@Component
public class DryRunReader {
  private final KnownTicketRepository tickets;
  private final PersonRepository people;

  DryRunReader(KnownTicketRepository tickets, PersonRepository people) {
    this.tickets = tickets;
    this.people = people;
  }

  /** All that were done from the beginning up to the end, decided in their order. */
  public List<DryRun.Item> run(Campaign campaign, Instant begin, Instant end) {
    if (!begin.isBefore(end)) {
      throw new InvalidRequestException("from", "must be before the end, " + end);
    }
    DryRun run = new DryRun();
    tickets.forEachDone(
        begin, end, ticket -> Candidate.of(campaign, ticket).ifPresent(run::consider));
    Map<String, Person> past = people.find(run.people());
    return run.decide(person -> past.getOrDefault(person, Person.unknown(person)));
  }

  /**
   * A page of them.
   *
   * @param cursor the place of its first; null for the beginning
   */
  public static CursorPage<DryRun.Item> page(
      List<DryRun.Item> items, @Nullable String cursor, int limit) {
    if (cursor != null && !cursor.matches("\\d{1,9}")) {
      throw Cursor.foreign();
    }
    int first = cursor == null ? 0 : Integer.parseInt(cursor);
    int last = Math.min(items.size(), first + limit);
    return new CursorPage<>(
        items.subList(Math.min(first, last), last),
        last < items.size() ? Integer.toString(last) : null);
  }
}
