package dev.barometer.reporting.dashboard;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Scale;
import dev.barometer.metrics.Tallies;
import dev.barometer.reporting.GivenScopes;
import dev.barometer.reporting.cases.DeskLinks;
import dev.barometer.reporting.comment.CommentView;
import dev.barometer.reporting.page.PageRequest;
import dev.barometer.reporting.page.PageRequests;
import dev.barometer.reporting.page.ScopeNames;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.reporting.score.StoredPeriodTallies;
import dev.barometer.reporting.tally.StoredTallies;
import dev.barometer.reporting.target.Yardstick;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A desk in November 2026: sixty quiet days, the last thirty of them a little better. */
final class DashboardFixtures {
  static final Instant NOW = Instant.parse("2026-11-22T10:42:07Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final OrganisationCalendar CALENDAR =
      new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100));
  static final String HOSTILE = "<script>alert('x')</script> & \"quoted\"\nsecond line";

  private static final Scope EMAIL = Scope.of(Dimension.SERVICE, "Email");
  private static final Scope CAMPAIGN = Scope.of(Dimension.CAMPAIGN, "after-ticket");
  private static final Scope RECHECK = Scope.of(Dimension.CAMPAIGN, "after-complaint");
  private static final Scope SERVICE_TEAM = Scope.of(Dimension.TEAM, "Group 56");

  private DashboardFixtures() {}

  /** There are figures of these scopes. */
  static PageRequests requests() {
    return new PageRequests(
        CALENDAR, new ScopeNames(new GivenScopes(EMAIL, SERVICE_TEAM, CAMPAIGN)), CLOCK);
  }

  static PageRequest request() {
    return requests()
        .read(
            name -> null,
            new Wording(Locale.ENGLISH, ZoneOffset.UTC, "page", "dashboard", "target"));
  }

  static Dashboard empty() {
    return dashboard(new MemoryTallies(), List.of());
  }

  static Dashboard filled() {
    return dashboard(talliesOfSixtyDays(), comments());
  }

  static Dashboard with(CommentView comment) {
    return dashboard(new MemoryTallies(), List.of(comment));
  }

  static CommentView commentSaying(String text) {
    return new CommentView(
        "r-1", NOW.minusSeconds(90), "web", "en", null, null, List.of(), said(text));
  }

  private static Dashboard dashboard(MemoryTallies tallies, List<CommentView> comments) {
    return new Dashboard(
        new ScoreQueries(
            new StoredPeriodTallies(tallies, CALENDAR),
            CALENDAR,
            CLOCK,
            new KeptPairs(Optional::empty),
            5),
        (scope, period, limit) -> comments.subList(0, Math.min(limit, comments.size())),
        new Steps(CALENDAR, CLOCK),
        (scope, metrics, at) -> usual(metrics),
        new DeskLinks("https://complaints.example.org", ZoneOffset.UTC),
        "after-complaint");
  }

  private static Map<String, Yardstick> usual(Collection<Metric> metrics) {
    return metrics.stream()
        .flatMap(metric -> Yardstick.usual(metric).stream())
        .collect(Collectors.toMap(Yardstick::metric, by -> by));
  }

  private static MemoryTallies talliesOfSixtyDays() {
    MemoryTallies tallies = new MemoryTallies();
    String[] channels = {"Phone", "Email", "Self-service portal", "Chat", "Walk-in"};
    for (int day = 0; day < 60; day++) {
      Instant noon = NOW.minus(Duration.ofDays(59L - day));
      boolean later = day >= 30;
      for (int i = 0; i < 20 + day % 7 * 3; i++) {
        Instant time = noon.minus(Duration.ofMinutes(i * 13L));
        int mix = (i * 7 + day * 5) % 10;
        int recommend = mix < (later ? 6 : 4) ? 10 : mix < 8 ? 8 : 3;
        tallies.add(
            time,
            channels[mix % 5],
            Observation.choice(
                "nps", "0-10", recommend, Scale.of(Metrics.NPS).get(0).classOf(recommend), time));
        tallies.add(
            time,
            channels[mix % 5],
            Observation.choice(
                "csat",
                "5",
                mix < 8 ? 5 : 2,
                mix < 8 ? PointClass.POSITIVE : PointClass.NEGATIVE,
                time));
        tallies.add(
            time, channels[mix % 5], Observation.choice("ces", "ease-7", 7 - mix % 4, null, time));
        tallies.add(time, channels[mix % 5], Observation.yesNo("sla", i % 20 > 0, time));
        tallies.add(
            time,
            channels[mix % 5],
            Observation.yesNo("reopen-rate", i % (later ? 9 : 30) == 1, time));
        Duration resolved = Duration.ofMinutes(45 + 97L * ((i * i + day) % 31));
        tallies.add(time, channels[mix % 5], Observation.duration("art", resolved, time));
        tallies.add(time, channels[mix % 5], Observation.volume("tickets-opened", time));
        if (mix != 4) {
          tallies.add(time, channels[mix % 5], Observation.volume("tickets-closed", time));
        }
      }
      tallies.add(
          noon,
          "Phone",
          Observation.duration("first-response-time", Duration.ofMinutes(17 + day % 5), noon));
    }
    for (int i = 1; i <= 4; i++) {
      Instant time = NOW.minus(Duration.ofDays(i + 1));
      tallies.add(time, "Phone", Observation.volume("complaints", time));
      tallies.add(time, "Phone", Observation.yesNo("complaint-repeat-rate", i == 1, time));
      tallies.add(time, "Phone", Observation.yesNo("complaint-sla", i != 2, time));
      tallies.add(time, "Phone", Observation.yesNo("escalation-rate", i == 2, time));
      Duration handled = Duration.ofHours(9L * i);
      tallies.add(time, "Phone", Observation.duration("complaint-handling-time", handled, time));
      for (int point : List.of(5, i == 3 ? 4 : 2)) {
        PointClass pointClass = point > 3 ? PointClass.POSITIVE : PointClass.NEGATIVE;
        tallies.add(RECHECK, time, Observation.choice("csat", "5", point, pointClass, time));
      }
    }
    return tallies;
  }

  private static List<CommentView> comments() {
    return List.of(
        new CommentView(
            "r-1",
            NOW.minusSeconds(130),
            "web",
            "en",
            "Email",
            "Group 56",
            List.of(new CommentView.Rating("nps", "0-10", 9, null)),
            said(
                "Fast and friendly. The agent called back within minutes and stayed on the line.")),
        new CommentView(
            "r-2",
            NOW.minusSeconds(3_000),
            "web",
            "ko",
            "VPN",
            null,
            List.of(new CommentView.Rating("nps", "0-10", 2, null)),
            said("연결이 계속 끊기는데 같은 답변만 세 번 받았습니다. 담당자가 바뀔 때마다 처음부터 설명해야 했습니다.")),
        new CommentView(
            "r-3",
            NOW.minusSeconds(9_000),
            "web",
            "zh-CN",
            "Email",
            "Group 24",
            List.of(new CommentView.Rating("csat", "5", 3, null)),
            said("问题解决了，但等了两天。")),
        new CommentView(
            "r-4",
            NOW.minusSeconds(90_000),
            "api",
            "not a tag",
            null,
            null,
            List.of(),
            said(HOSTILE)));
  }

  private static List<CommentView.Said> said(String text) {
    return List.of(new CommentView.Said("why", text));
  }

  /** Tallies by scope and bucket, each observation in its hour and in its day. */
  private static final class MemoryTallies implements StoredTallies {
    private final Map<Scope, Map<Bucket, Tallies>> byScope = new HashMap<>();

    void add(Instant time, String channel, Observation observation) {
      List<Scope> scopes =
          List.of(Scope.ALL, EMAIL, SERVICE_TEAM, Scope.of(Dimension.CHANNEL, channel));
      scopes.forEach(scope -> add(scope, time, observation));
    }

    void add(Scope scope, Instant time, Observation observation) {
      for (Bucket bucket : List.of(new Bucket.Hour(time), Bucket.Day.of(time, CALENDAR.zone()))) {
        byScope
            .computeIfAbsent(scope, none -> new HashMap<>())
            .computeIfAbsent(bucket, none -> new Tallies())
            .add(observation);
      }
    }

    @Override
    public List<Scope> scopesOf(Set<Dimension> dimensions) {
      return byScope.keySet().stream()
          .filter(scope -> scope.values().keySet().equals(dimensions))
          .toList();
    }

    @Override
    public void read(Collection<Scope> scopes, Collection<Bucket> buckets, Visitor visitor) {
      for (Scope scope : scopes) {
        byScope
            .getOrDefault(scope, Map.of())
            .forEach(
                (bucket, tallies) -> {
                  if (buckets.contains(bucket)) {
                    visitor.visit(scope, bucket, tallies);
                  }
                });
      }
    }
  }
}
