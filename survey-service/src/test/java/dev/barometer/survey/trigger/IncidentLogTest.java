package dev.barometer.survey.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.fact.Received;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignFixtures;
import dev.barometer.survey.campaign.Trigger;
import dev.barometer.survey.design.SurveyFixtures;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.occurrence.SubjectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Query;

/**
 * A year of a real service desk goes through campaigns, day by day, by its own clock. The log is
 * none of ours: where it is absent this is skipped.
 */
class IncidentLogTest {
  private static final String FOLDER = System.getenv("BAROMETER_TEST_DATA");
  private static final LocalDate END = LocalDate.of(2017, 12, 31);

  /** Most of the log is of these days; a caller has 65 tickets on one of them. */
  private static final LocalDate FIRST_WEEKS = LocalDate.of(2016, 3, 31);

  private static final Duration AFTER_MIDNIGHT = Duration.ofHours(2);
  private static final Duration DELAY = Duration.ofHours(1);
  private static final Duration OLDEST = DELAY.plus(Duration.ofDays(7));
  private static final Duration COOL_DOWN = Duration.ofDays(30);
  private static final List<String> URGENT = List.of("1 - Critical", "2 - High");
  private static final List<String> CAMPAIGNS = List.of("month", "urgent");

  /** What stands of each campaign and ticket in the end. */
  private record Played(Map<String, String> verdicts, Map<String, Integer> mails) {}

  private static IncidentLog log(LocalDate last) throws IOException {
    Path file = FOLDER == null ? null : Path.of(FOLDER, "uci_incident_event_log.csv.gz");
    assumeThat(file != null && Files.exists(file))
        .as("BAROMETER_TEST_DATA names no folder with uci_incident_event_log.csv.gz")
        .isTrue();
    return IncidentLog.read(file, last);
  }

  @Test
  void invitationsAndReasonsAddUpToTheTickets_asCountedByHand() throws IOException {
    IncidentLog log = log(END);

    Played played = new Desk(log, 0).play();

    Map<String, String> counted = new TreeMap<>();
    for (String campaign : CAMPAIGNS) {
      counted.putAll(new CountedByHand(campaign).count(log));
    }
    assertThat(played.verdicts()).isEqualTo(counted);
    assertThat(played.verdicts().values().stream().filter("asked"::equals).count())
        .isGreaterThan(3000);
    assertThat(played.mails().values()).containsOnly(1);
  }

  @Test
  void itIsTheSame_readTwice_shuffled_byThreeOfWhomSomeDie() throws IOException {
    IncidentLog log = log(FIRST_WEEKS);
    Played calm = new Desk(log, 0).play();

    Played wild = new Desk(log, 42).play();

    assertThat(wild).isEqualTo(calm);
    assertThat(mostTicketsOfOneDay(log)).isGreaterThanOrEqualTo(20);
  }

  private static long mostTicketsOfOneDay(IncidentLog log) {
    return log.byDay().values().stream()
        .flatMap(
            day ->
                day.stream()
                    .filter(ticket -> ticket.done() && ticket.requester() != null)
                    .collect(
                        Collectors.groupingBy(
                            ticket -> ticket.requester().id(),
                            Collectors.mapping(Ticket::ticketId, Collectors.toSet())))
                    .values()
                    .stream())
        .mapToLong(Set::size)
        .max()
        .orElse(0);
  }

  /** Plays it: calmly, or with all that goes wrong. */
  private static final class Desk {
    private final IncidentLog log;
    private final Random random;
    private final boolean wild;
    private final Database database = new Database();
    private final MovingClock clock;
    private final List<AskingInstance> alive = new ArrayList<>();
    private final Map<String, Integer> mails = new TreeMap<>();

    Desk(IncidentLog log, long seed) {
      this.log = log;
      this.random = new Random(seed);
      this.wild = seed != 0;
      Instant start = start(log.byDay().keySet().iterator().next());
      this.clock = new MovingClock(start);
      database.mongo().save(campaign("month", Map.of(), start));
      database.mongo().save(campaign("urgent", Map.of("priority", URGENT), start));
      Document content = new Document();
      database.mongo().getConverter().write(SurveyFixtures.desk(), content);
      database
          .mongo()
          .save(
              new Document("_id", "desk|1")
                  .append("surveyId", "desk")
                  .append("version", 1)
                  .append("revision", 1L)
                  .append("told", 1L)
                  .append("content", content),
              "survey_versions");
    }

    private static Campaign campaign(
        String id, Map<String, List<String>> condition, Instant start) {
      Campaign usual = CampaignFixtures.campaign();
      return new Campaign(
          id,
          1,
          Campaign.RUNNING,
          usual.surveyId(),
          Trigger.of(Trigger.TICKET_RESOLVED),
          condition,
          Campaign.MAIL,
          DELAY,
          1,
          usual.expiry(),
          List.of(),
          COOL_DOWN,
          "campaign",
          null,
          Duration.ofDays(7),
          Map.of(),
          start.minus(Duration.ofDays(1000)),
          "time",
          null,
          null,
          null);
    }

    Played play() throws IOException {
      try {
        for (int i = 0; i < (wild ? 3 : 1); i++) {
          alive.add(born());
        }
        for (Map.Entry<LocalDate, List<Ticket>> day : log.byDay().entrySet()) {
          clock.moveTo(start(day.getKey()).plus(Duration.ofDays(1)));
          read(new ArrayList<>(day.getValue()));
          clock.advance(AFTER_MIDNIGHT);
          awaitNothingDue();
        }
        await().atMost(Duration.ofSeconds(30)).until(this::allMailIsOut);
        return new Played(verdicts(), mails());
      } finally {
        alive.forEach(AskingInstance::close);
        database.close();
      }
    }

    private AskingInstance born() {
      try {
        return new AskingInstance(database.mongo(), clock);
      } catch (ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    }

    private void read(List<Ticket> tickets) {
      if (!wild) {
        read(alive.get(0), tickets);
        return;
      }
      Collections.shuffle(tickets, random);
      for (int time = 0; time < 2; time++) {
        int which = random.nextInt(alive.size());
        AskingInstance reader = alive.get(which);
        if (random.nextInt(4) == 0) {
          dieOver(which, tickets);
        } else {
          read(reader, tickets);
        }
      }
      read(alive.get(random.nextInt(alive.size())), tickets);
    }

    /** Its broker is away in the middle of it; then it is gone, and another comes. */
    private void dieOver(int which, List<Ticket> tickets) {
      AskingInstance dying = alive.get(which);
      dying.broker().goAway();
      try {
        read(dying, tickets);
      } catch (RuntimeException died) {
        assertThat(died).isNotNull();
      }
      count(dying);
      dying.close();
      alive.set(which, born());
    }

    /** As the consumer does, in batches. */
    private static void read(AskingInstance reader, List<Ticket> tickets) {
      for (int from = 0; from < tickets.size(); from += 500) {
        List<Ticket> some = tickets.subList(from, Math.min(tickets.size(), from + 500));
        int repeats =
            reader
                .bean(KnownTicketRepository.class)
                .apply(
                    some.stream()
                        .map(
                            ticket ->
                                new Received<>(
                                    ticket.ticketId(),
                                    ticket,
                                    "",
                                    ticket.openedAt(),
                                    0,
                                    "barometer.tickets",
                                    0,
                                    0))
                        .toList());
        reader
            .bean(ConsideringRunner.class)
            .consider(
                SubjectKind.TICKET, some.stream().map(Ticket::ticketId).toList(), repeats > 0);
      }
    }

    private void awaitNothingDue() {
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                // What was begun by who died is taken on after its lease, by this clock.
                clock.advance(Duration.ofMillis(wild ? 500 : 100));
                return database
                        .mongo()
                        .getCollection("timetable")
                        .countDocuments(new Document("kind", "person.decide"))
                    == 0;
              });
    }

    private List<InvitationDocument> invitations() {
      return database.mongo().find(new Query(), InvitationDocument.class);
    }

    private boolean allMailIsOut() {
      clock.advance(Duration.ofSeconds(1));
      return database
              .mongo()
              .getCollection("outbox")
              .countDocuments(new Document("state", "waiting"))
          == 0;
    }

    /** Of each ticket what is true in the end: what was called back and asked again is asked. */
    private Map<String, String> verdicts() {
      Map<String, String> verdicts = new TreeMap<>();
      for (InvitationDocument one : invitations()) {
        String verdict =
            one.reason() == null
                ? "asked"
                : one.status().equals(InvitationDocument.CANCELLED) ? "called back" : one.reason();
        verdicts.merge(
            one.campaignId() + " " + one.ticketId() + " " + one.at(),
            verdict,
            (some, more) -> some + " and " + more);
      }
      return verdicts;
    }

    private void count(AskingInstance instance) {
      instance.mails().forEach(mail -> mails.merge(mail, 1, Integer::sum));
    }

    private Map<String, Integer> mails() {
      alive.forEach(this::count);
      return mails;
    }
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The rules once more, written down as plainly as can be, for one campaign. */
  private static final class CountedByHand {
    private final String campaign;
    private final Map<String, Ticket> known = new HashMap<>();
    private final Map<String, String> verdicts = new TreeMap<>();
    private final Set<String> decided = new HashSet<>();
    private final Map<String, List<Asked>> asked = new HashMap<>();

    /**
     * @param key of its verdict
     * @param until when it could be answered
     */
    private record Asked(String key, String ticketId, int reopenCount, Instant at, Instant until) {}

    CountedByHand(String campaign) {
      this.campaign = campaign;
    }

    Map<String, String> count(IncidentLog log) {
      log.byDay()
          .forEach(
              (day, tickets) -> {
                Set<String> changed = new HashSet<>();
                for (Ticket ticket : tickets) {
                  known.put(ticket.ticketId(), ticket);
                  changed.add(ticket.ticketId());
                }
                Instant midnight = start(day).plus(Duration.ofDays(1));
                changed.forEach(id -> callBack(known.get(id), midnight));
                changed.stream()
                    .map(known::get)
                    .filter(ticket -> at(ticket).isPresent())
                    .filter(one -> decided.add(one.ticketId() + " " + one.reopenCount()))
                    .sorted(
                        Comparator.comparing((Ticket one) -> at(one).orElseThrow())
                            .thenComparing(Ticket::ticketId))
                    .forEach(ticket -> decide(ticket, midnight));
              });
      return verdicts;
    }

    private static Optional<Instant> at(Ticket ticket) {
      return !ticket.done()
          ? Optional.empty()
          : Optional.ofNullable(ticket.resolvedAt()).or(() -> Optional.of(ticket.closedAt()));
    }

    private void callBack(Ticket ticket, Instant now) {
      for (List<Asked> ofOne : asked.values()) {
        ofOne.removeIf(
            one -> {
              boolean back =
                  one.ticketId().equals(ticket.ticketId())
                      && one.reopenCount() < ticket.reopenCount()
                      && now.isBefore(one.until());
              if (back) {
                verdicts.put(one.key(), "called back");
              }
              return back;
            });
      }
    }

    private void decide(Ticket ticket, Instant midnight) {
      Instant at = at(ticket).orElseThrow();
      String key = campaign + " " + ticket.ticketId() + " " + at;
      boolean unfit =
          campaign.equals("urgent")
              && !URGENT.contains(String.valueOf(ticket.context().priority()));
      String verdict = unfit ? "condition" : verdict(ticket, at, key, midnight);
      verdicts.merge(key, verdict, (some, more) -> some + " and " + more);
    }

    private String verdict(Ticket ticket, Instant at, String key, Instant midnight) {
      if (at.plus(OLDEST).isBefore(midnight)) {
        return "too-old";
      }
      if (ticket.requester() == null) {
        return "no-person";
      }
      String person = ticket.requester().id();
      if (person.equals(ticket.context().agent())) {
        return "excluded";
      }
      List<Asked> before = asked.computeIfAbsent(person, none -> new ArrayList<>());
      boolean cooling =
          before.stream()
              .anyMatch(one -> Duration.between(one.at(), at).abs().compareTo(COOL_DOWN) < 0);
      if (!cooling) {
        Instant until = midnight.plus(AFTER_MIDNIGHT).plus(Duration.ofDays(14));
        before.add(new Asked(key, ticket.ticketId(), ticket.reopenCount(), at, until));
      }
      return cooling ? "cool-down" : "asked";
    }
  }
}
