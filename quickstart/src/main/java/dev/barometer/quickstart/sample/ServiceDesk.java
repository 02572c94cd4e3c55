package dev.barometer.quickstart.sample;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.quickstart.sample.Visit.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes up visits to a service desk. The visits of a day are a function of the day alone, ids and
 * all, so telling of a day again changes nothing.
 */
final class ServiceDesk {

  private static final int VISITS_ON_A_WORKDAY = 40;
  private static final int VISITS_ON_A_FREE_DAY = 8;
  private static final String DOMAIN = "@example.org";
  private static final double SHARE_THAT_ANSWERS = 0.35;
  private static final double SHARE_REOPENED = 0.04;
  private static final Duration SLA = Duration.ofHours(8);
  private static final Duration REWORK = Duration.ofHours(6);
  private static final Duration CLOSING = Duration.ofHours(2);

  /** When the tickets were opened that people complain of. */
  private static final Instant BEFORE_IT = Instant.parse("2026-11-02T09:00:00Z");

  /** A service, the team that answers for it, and how long it usually takes. */
  private record Service(String name, String category, String team, int usualMinutes) {}

  private record Site(String name, String organization, String locale) {}

  private static final List<Service> SERVICES =
      List.of(
          new Service("Email", "Messaging", "Workplace", 90),
          new Service("Laptop", "Hardware", "Workplace", 240),
          new Service("Printing", "Hardware", "Workplace", 120),
          new Service("VPN", "Access", "Network", 200),
          new Service("Wi-Fi", "Access", "Network", 150),
          new Service("Payroll", "Applications", "Business Applications", 420),
          new Service("Single sign-on", "Access", "Identity", 60));

  private static final List<Site> SITES =
      List.of(
          new Site("Dublin", "Sales", "en"),
          new Site("Berlin", "Engineering", "en"),
          new Site("Shanghai", "Manufacturing", "zh-CN"),
          new Site("Seoul", "Engineering", "ko"));

  private static final List<String> CHANNELS =
      List.of("Portal", "Portal", "Phone", "Email", "Chat");

  private static final List<String> PRIORITIES =
      List.of("4 - Low", "3 - Moderate", "3 - Moderate", "2 - High");

  private static final List<String> AGENTS =
      List.of("Mina Park", "Tom Becker", "Li Wei", "Sara Novak", "Aoife Byrne", "Joon Kim");

  List<Visit> visitsOn(LocalDate day) {
    var random = new Random(day.toEpochDay());
    var midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    var free = day.getDayOfWeek().getValue() > 5;
    return IntStream.range(0, free ? VISITS_ON_A_FREE_DAY : VISITS_ON_A_WORKDAY)
        .mapToObj(
            number -> {
              var opened = midnight.plusSeconds(random.nextInt(7 * 3600, 19 * 3600));
              return visit("INC%s-%03d".formatted(day, number), opened, null, random);
            })
        .toList();
  }

  /**
   * A visit that ends at a moment: what the desk has just finished. Only who makes such a visit has
   * an address: what was told of earlier days is told again in the same words.
   */
  Visit visitEndingAt(Instant end) {
    var second = end.truncatedTo(ChronoUnit.SECONDS);
    var id = "INC-LIVE-" + second.getEpochSecond();
    var random = new Random(second.getEpochSecond());
    var seed = random.nextLong();
    var draft = visit(id, second, DOMAIN, new Random(seed));
    return visit(id, second.minus(Duration.between(second, draft.end())), DOMAIN, new Random(seed));
  }

  /**
   * The ticket of a complaint, which is open still: it tells how whoever complains is reached. Told
   * again it is the same, whenever that is.
   */
  static Step ticketOf(SampleCase sample) {
    var customer = sample.customer();
    var requester =
        new Requester(customer.id(), customer.name(), customer.email(), customer.locale());
    var service = Objects.requireNonNullElse(sample.context().service(), "");
    var life = new Life(sample.ticketId(), service, BEFORE_IT, requester, sample.context());
    return new Step("opened", BEFORE_IT, life.ticket(1, Ticket.OPEN, null, null, null, null, 0));
  }

  private static Visit visit(
      String id, Instant opened, @Nullable String domain, RandomGenerator random) {
    var service = oneOf(SERVICES, random);
    var site = oneOf(SITES, random);
    var agent = oneOf(AGENTS, random);
    var person = "u-%03d".formatted(random.nextInt(400));
    var context =
        new Context(
            service.name,
            service.team,
            agent,
            oneOf(CHANNELS, random),
            oneOf(PRIORITIES, random),
            service.category,
            site.organization,
            site.name);
    var address = domain == null ? null : person + domain;
    var requester = new Requester(person, null, address, site.locale);

    var slowness = Math.exp(0.8 * random.nextGaussian());
    var responded = opened.plusSeconds(Math.round(60 * Math.min(45, 8 * slowness)));
    var resolved = opened.plusSeconds(Math.round(60 * service.usualMinutes * slowness));
    var slaMet = Duration.between(opened, resolved).compareTo(SLA) <= 0;
    var reopened = random.nextDouble() < SHARE_REOPENED;
    var solved = reopened ? resolved.plus(REWORK) : resolved;
    var closed = solved.plus(CLOSING);

    var life = new Life(id, service.name, opened, requester, context);
    var steps = new ArrayList<Step>();
    steps.add(new Step("opened", opened, life.ticket(1, Ticket.OPEN, null, null, null, null, 0)));
    steps.add(
        new Step(
            "updated", responded, life.ticket(2, Ticket.OPEN, responded, null, null, null, 0)));
    steps.add(
        new Step(
            "resolved",
            resolved,
            life.ticket(3, Ticket.RESOLVED, responded, resolved, null, slaMet, 0)));
    if (reopened) {
      var back = resolved.plus(REWORK.dividedBy(2));
      steps.add(
          new Step("reopened", back, life.ticket(4, Ticket.OPEN, responded, null, null, null, 1)));
      steps.add(
          new Step(
              "resolved",
              solved,
              life.ticket(5, Ticket.RESOLVED, responded, solved, null, false, 1)));
    }
    var reopenCount = reopened ? 1 : 0;
    var met = slaMet && !reopened;
    steps.add(
        new Step(
            "closed",
            closed,
            life.ticket(6, Ticket.CLOSED, responded, solved, closed, met, reopenCount)));

    var experience = 1.0 - 0.1 * slowness - (met ? 0 : 0.2) - (reopened ? 0.25 : 0);
    var answers = random.nextDouble() < SHARE_THAT_ANSWERS;
    return new Visit(
        List.copyOf(steps), answers ? answer(life, solved, closed, experience, random) : null);
  }

  private static Response answer(
      Life life, Instant solved, Instant closed, double experience, RandomGenerator random) {
    var wait = random.nextLong(Duration.between(solved, closed).toSeconds());
    var locale = life.requester.locale();
    return Response.builder(life.id + "-answer")
        .revision(1)
        .surveyId("after-ticket")
        .surveyVersion(1)
        .ticketId(life.id)
        .submittedAt(solved.plusSeconds(wait))
        .channel("web")
        .locale(locale)
        .respondent(new Respondent(life.requester.id()))
        .answers(Opinions.about(experience, locale == null ? "en" : locale, random))
        .context(life.context)
        .build();
  }

  private static <T> T oneOf(List<T> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** What stays the same through all the steps of a ticket. */
  private record Life(
      String id, String service, Instant opened, Requester requester, Context context) {

    Ticket ticket(
        long revision,
        String status,
        @Nullable Instant responded,
        @Nullable Instant resolved,
        @Nullable Instant closed,
        @Nullable Boolean slaMet,
        int reopenCount) {
      return Ticket.builder(id)
          .revision(revision)
          .status(status)
          .type("incident")
          .subject(service + " does not work")
          .openedAt(opened)
          .firstRespondedAt(responded)
          .resolvedAt(resolved)
          .closedAt(closed)
          .slaMet(slaMet)
          .reopenCount(reopenCount)
          .requester(requester)
          .context(context)
          .build();
    }
  }
}
