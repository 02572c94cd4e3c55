package dev.barometer.survey.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.patience.Outages;
import dev.barometer.survey.Database;
import dev.barometer.survey.MovingClock;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignFixtures;
import dev.barometer.survey.campaign.Trigger;
import dev.barometer.survey.design.SurveyFixtures;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.occurrence.KnownTicketRepository;
import dev.barometer.survey.occurrence.Occurrence;
import dev.barometer.survey.occurrence.OccurrenceKey;
import dev.barometer.survey.occurrence.SubjectKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.query.Query;

/**
 * A real service desk goes through two campaigns, day by day, by its own clock, and what became of
 * each ticket is what {@link CountedByHand} says. The log is none of ours: where it is absent this
 * is skipped.
 */
class IncidentLogTest {
  private static final Logger log = LoggerFactory.getLogger(IncidentLogTest.class);
  private static final String WHOLE = "barometer.whole-log";

  /** Days on which one caller has dozens of tickets. */
  private static final LocalDate FIRST = LocalDate.of(2016, 3, 26);

  private static final LocalDate LAST = LocalDate.of(2016, 3, 27);

  /** Rows tell whole minutes: none of what is decided then is a question of seconds. */
  private static final Duration JUST_AFTER_MIDNIGHT = Duration.ofSeconds(30);

  /** So long nothing is decided while a day is read. */
  private static final Duration SETTLE = Duration.ofSeconds(10);

  private static final Duration LATER = Duration.ofHours(2);
  private static final Duration DELAY = Duration.ofHours(1);
  private static final Duration OLDEST = DELAY.plus(Duration.ofDays(7));
  private static final Duration COOL_DOWN = Duration.ofDays(30);

  /** Ends at noon, and never while a day is read. */
  private static final Duration EXPIRY = Duration.ofDays(13).plusHours(12);

  private static final List<String> URGENT = List.of("1 - Critical", "2 - High");
  private static final List<String> CAMPAIGNS = List.of("month", "urgent");
  private static final int MOST_AT_ONCE = 250;
  private static final String ASKED = "asked";
  private static final String CALLED_BACK = "called back";

  /**
   * What stands in the end.
   *
   * @param verdicts of each campaign, ticket and resolution
   * @param mails how often each invitation was mailed
   * @param asked ids of invitations
   * @param told ids that stand on the topic
   */
  private record Played(
      Map<String, String> verdicts,
      Map<String, Integer> mails,
      Set<String> asked,
      Set<String> told,
      int invitations) {}

  private static IncidentLog part() throws IOException {
    return IncidentLog.ofTestData(FIRST, LAST);
  }

  private static IncidentLog whole() throws IOException {
    assumeThat(Boolean.getBoolean(WHOLE))
        .as("the whole year takes minutes: -D%s=true", WHOLE)
        .isTrue();
    return IncidentLog.ofTestData(LocalDate.MIN, LocalDate.MAX);
  }

  @Test
  void itIsAsCountedByHand_readTwice_shuffled_byThreeOfWhomSomeDie() throws IOException {
    IncidentLog part = part();

    Played played = playAsCounted(part, 42);

    Set<String> ofOne = ticketsOfTheBusiestCaller(part);
    assertThat(ofOne).hasSizeGreaterThan(65);
    assertThat(ofOne.stream().filter(id -> isAsked(played, id))).hasSize(1);
    assertThat(played.verdicts()).containsValues(ASKED, "cool-down", "too-old", "condition");
  }

  @Test
  void theYearIsAsCountedByHand() throws IOException {
    Played played = playAsCounted(whole(), 0);

    assertThat(played.verdicts()).containsValues(ASKED, CALLED_BACK, "cool-down", "no-person");
  }

  @Test
  void theYearIsAsCountedByHand_readTwice_shuffled_byThreeOfWhomSomeDie() throws IOException {
    playAsCounted(whole(), 42);
  }

  /**
   * @param seed of what goes wrong; 0 where nothing does
   */
  private static Played playAsCounted(IncidentLog incidents, long seed) {
    Map<String, String> counted = new TreeMap<>();
    for (String campaign : CAMPAIGNS) {
      counted.putAll(new CountedByHand(campaign).count(incidents));
    }

    long began = System.nanoTime();
    Played played = new Desk(incidents, seed).play();

    log.info(
        "{} rows of {} days, seed {}, in {} s: {}",
        incidents.byDay().values().stream().mapToInt(List::size).sum(),
        incidents.byDay().size(),
        seed,
        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
        sums(played.verdicts()));
    assertThat(played.verdicts()).isEqualTo(counted);
    assertThat(played.invitations()).isEqualTo(counted.size());
    assertThat(played.told()).hasSize(played.invitations());
    assertThat(played.mails().keySet()).containsAll(played.asked());
    assertThat(played.mails().values()).containsOnly(1);
    return played;
  }

  private static Map<String, Long> sums(Map<String, String> verdicts) {
    return verdicts.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                one -> one.getKey().substring(0, one.getKey().indexOf(' ')) + " " + one.getValue(),
                TreeMap::new,
                Collectors.counting()));
  }

  private static Set<String> ticketsOfTheBusiestCaller(IncidentLog incidents) {
    Map<String, Set<String>> byCaller = new HashMap<>();
    for (List<Ticket> day : incidents.byDay().values()) {
      for (Ticket ticket : day) {
        if (ticket.done() && ticket.requester() != null) {
          byCaller
              .computeIfAbsent(ticket.requester().id(), none -> new TreeSet<>())
              .add(ticket.ticketId());
        }
      }
    }
    return byCaller.values().stream().max(Comparator.comparing(Set::size)).orElseThrow();
  }

  private static boolean isAsked(Played played, String ticketId) {
    return played.verdicts().entrySet().stream()
        .anyMatch(
            one ->
                one.getKey().startsWith("month " + ticketId + " ") && one.getValue().equals(ASKED));
  }

  private static Instant midnightAfter(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static String keyOf(String campaign, String ticketId, int reopenCount) {
    return campaign + " " + ticketId + " " + reopenCount;
  }

  /** Plays it: calmly, or with all that goes wrong. */
  private static final class Desk {
    private final IncidentLog incidents;
    private final Random random;
    private final boolean isWild;
    private final Database database = new Database();
    private final MovingClock clock;
    private final List<AskingInstance> alive = new ArrayList<>();
    private final Map<String, Integer> mails = new TreeMap<>();
    private final Set<String> told = new TreeSet<>();

    Desk(IncidentLog incidents, long seed) {
      this.incidents = incidents;
      this.random = new Random(seed);
      this.isWild = seed != 0;
      Instant start = midnightAfter(incidents.byDay().keySet().iterator().next());
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
          EXPIRY,
          List.of(),
          COOL_DOWN,
          "campaign",
          null,
          Duration.ofDays(7),
          Map.of(),
          start,
          Campaign.TIME,
          null,
          start,
          start);
    }

    Played play() {
      try {
        for (int i = 0; i < (isWild ? 3 : 1); i++) {
          alive.add(born());
        }
        incidents
            .byDay()
            .forEach(
                (day, tickets) -> {
                  Instant midnight = midnightAfter(day);
                  clock.moveTo(midnight.plus(JUST_AFTER_MIDNIGHT));
                  awaitNothingDue();
                  clock.moveTo(midnight.plus(JUST_AFTER_MIDNIGHT));
                  read(new ArrayList<>(tickets));
                  clock.advance(SETTLE);
                  awaitNothingDue();
                  clock.moveTo(midnight.plus(LATER));
                  awaitNothingDue();
                });
        alive.forEach(this::note);
        return played();
      } finally {
        alive.forEach(AskingInstance::close);
        database.close();
      }
    }

    private AskingInstance born() {
      try {
        return new AskingInstance(database.mongo(), clock, SETTLE, Duration.ofMillis(50));
      } catch (ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    }

    private void read(List<Ticket> tickets) {
      if (!isWild) {
        read(alive.get(0), tickets);
        return;
      }
      Collections.shuffle(tickets, random);
      if (random.nextInt(3) == 0) {
        dieOver(random.nextInt(alive.size()), tickets);
      }
      for (int time = 0; time < 2; time++) {
        read(alive.get(random.nextInt(alive.size())), tickets);
      }
    }

    /** Its broker is away in the middle of it; then it is gone, and another comes. */
    private void dieOver(int which, List<Ticket> tickets) {
      AskingInstance dying = alive.get(which);
      dying.broker().goAwayAfter(random.nextInt(tickets.size()));
      try {
        read(dying, tickets);
      } catch (RuntimeException died) {
        assertThat(Outages.isOutage(died)).as(died.toString()).isTrue();
      }
      dying.close();
      note(dying);
      alive.set(which, born());
    }

    /**
     * First all of a day is known: what is old already is decided at once, by what is known of it
     * then.
     */
    private static void read(AskingInstance reader, List<Ticket> tickets) {
      int repeats = 0;
      for (List<Ticket> some : inBatches(tickets)) {
        repeats +=
            reader
                .bean(KnownTicketRepository.class)
                .apply(some.stream().map(Desk::received).toList());
      }
      for (List<Ticket> some : inBatches(tickets)) {
        reader
            .bean(ConsideringRunner.class)
            .consider(
                SubjectKind.TICKET,
                some.stream().map(Ticket::ticketId).collect(Collectors.toSet()),
                repeats > 0);
      }
    }

    private static List<List<Ticket>> inBatches(List<Ticket> tickets) {
      List<List<Ticket>> batches = new ArrayList<>();
      for (int from = 0; from < tickets.size(); from += MOST_AT_ONCE) {
        batches.add(tickets.subList(from, Math.min(tickets.size(), from + MOST_AT_ONCE)));
      }
      return batches;
    }

    private static Received<Ticket> received(Ticket ticket) {
      return new Received<>(
          ticket.ticketId(), ticket, "", ticket.openedAt(), 0, "barometer.tickets", 0, 0);
    }

    private void awaitNothingDue() {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                // What was begun by who died is taken on after its lease, by this clock.
                clock.advance(Duration.ofMillis(isWild ? 500 : 20));
                Date now = Date.from(clock.instant());
                return database
                        .mongo()
                        .getCollection("timetable")
                        .countDocuments(new Document("next", new Document("$lte", now)))
                    == 0;
              });
    }

    private void note(AskingInstance instance) {
      instance.mails().forEach(mail -> mails.merge(mail, 1, Integer::sum));
      told.addAll(instance.broker().keys());
    }

    private Played played() {
      Map<String, String> keys = new HashMap<>();
      incidents
          .byDay()
          .values()
          .forEach(day -> day.forEach(ticket -> CAMPAIGNS.forEach(one -> name(keys, one, ticket))));
      Map<String, String> verdicts = new TreeMap<>();
      Set<String> asked = new TreeSet<>();
      List<InvitationDocument> all = database.mongo().find(new Query(), InvitationDocument.class);
      for (InvitationDocument one : all) {
        String reason = one.reason();
        if (!one.status().equals(InvitationDocument.SUPPRESSED)) {
          reason = one.status().equals(InvitationDocument.CANCELLED) ? CALLED_BACK : ASKED;
        }
        verdicts.put(Objects.requireNonNull(keys.get(one.id())), Objects.requireNonNull(reason));
        if (ASKED.equals(reason)) {
          asked.add(one.id() + "|0");
        }
      }
      return new Played(verdicts, mails, asked, told, all.size());
    }

    private static void name(Map<String, String> keys, String campaign, Ticket ticket) {
      String generation = String.valueOf(ticket.reopenCount());
      OccurrenceKey key = new OccurrenceKey(Occurrence.RESOLVED, ticket.ticketId(), generation);
      keys.put(
          key.invitationId(campaign), keyOf(campaign, ticket.ticketId(), ticket.reopenCount()));
    }
  }

  /** The rules once more, written down as plainly as can be, for one campaign. */
  private static final class CountedByHand {
    private final String campaign;
    private final Map<String, Ticket> known = new HashMap<>();
    private final Map<String, String> verdicts = new TreeMap<>();
    private final Map<String, List<Asked>> asked = new HashMap<>();

    /**
     * @param until when it could be answered
     */
    private record Asked(String ticketId, int reopenCount, Instant at, Instant until) {}

    CountedByHand(String campaign) {
      this.campaign = campaign;
    }

    Map<String, String> count(IncidentLog incidents) {
      incidents.byDay().forEach((day, tickets) -> count(midnightAfter(day), tickets));
      return verdicts;
    }

    private void count(Instant midnight, List<Ticket> tickets) {
      Set<String> changed = new HashSet<>();
      for (Ticket ticket : tickets) {
        known.merge(
            ticket.ticketId(),
            ticket,
            (one, other) -> one.revision() > other.revision() ? one : other);
        changed.add(ticket.ticketId());
      }
      Instant now = midnight.plus(JUST_AFTER_MIDNIGHT);
      changed.forEach(id -> callBack(known.get(id), now));
      changed.stream()
          .map(known::get)
          .filter(ticket -> ticket.done() && at(ticket) != null)
          .filter(one -> !verdicts.containsKey(key(one)))
          .sorted(Comparator.comparing(CountedByHand::at).thenComparing(Ticket::ticketId))
          .forEach(ticket -> verdicts.put(key(ticket), verdict(ticket, now)));
    }

    private String key(Ticket ticket) {
      return keyOf(campaign, ticket.ticketId(), ticket.reopenCount());
    }

    private static Instant at(Ticket ticket) {
      return ticket.resolvedAt() != null ? ticket.resolvedAt() : ticket.closedAt();
    }

    private void callBack(Ticket ticket, Instant now) {
      for (List<Asked> ofOne : asked.values()) {
        ofOne.removeIf(
            one -> {
              boolean isBack =
                  one.ticketId().equals(ticket.ticketId())
                      && one.reopenCount() < ticket.reopenCount()
                      && now.isBefore(one.until());
              if (isBack) {
                verdicts.put(keyOf(campaign, one.ticketId(), one.reopenCount()), CALLED_BACK);
              }
              return isBack;
            });
      }
    }

    private String verdict(Ticket ticket, Instant now) {
      Instant at = at(ticket);
      if (campaign.equals("urgent")
          && !URGENT.contains(String.valueOf(ticket.context().priority()))) {
        return "condition";
      }
      if (at.plus(OLDEST).isBefore(now)) {
        return "too-old";
      }
      if (ticket.requester() == null) {
        return "no-person";
      }
      List<Asked> before =
          asked.computeIfAbsent(ticket.requester().id(), none -> new ArrayList<>());
      for (Asked one : before) {
        if (Duration.between(one.at(), at).abs().compareTo(COOL_DOWN) < 0) {
          return "cool-down";
        }
      }
      before.add(new Asked(ticket.ticketId(), ticket.reopenCount(), at, now.plus(EXPIRY)));
      return ASKED;
    }
  }
}
