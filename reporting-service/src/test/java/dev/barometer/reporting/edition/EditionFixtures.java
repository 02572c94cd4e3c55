package dev.barometer.reporting.edition;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Tallies;
import dev.barometer.reporting.action.ReportedAction;
import dev.barometer.reporting.operating.MeasuredSeries;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.score.GivenTallies;
import dev.barometer.reporting.score.PeriodTallies;
import dev.barometer.reporting.score.StoredPeriodTallies;
import dev.barometer.reporting.target.Yardstick;
import dev.barometer.reporting.ticket.ReportedTickets;
import dev.barometer.reporting.ticket.TicketList;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A report of a team's quarter, and what it is made of. */
final class EditionFixtures {
  static final Scope TEAM = Scope.of(Dimension.TEAM, "Desk");
  static final Instant KNOWN = Instant.parse("2026-07-03T06:00:00Z");
  static final Instant FROM = Instant.parse("2026-04-01T00:00:00Z");
  static final Instant TO = Instant.parse("2026-07-01T00:00:00Z");
  static final Parameters PARAMETERS =
      new Parameters(KNOWN, 5, "UTC", Duration.ofDays(100).toSeconds(), List.of("team+priority"));
  static final Plan PLAN =
      new Plan(
          "Second quarter",
          TEAM.toString(),
          FROM,
          TO,
          Instant.parse("2026-01-01T00:00:00Z"),
          FROM,
          List.of(Section.values()),
          List.of("en", "zh-CN"),
          List.of(),
          List.of("owner@example.org", "head@example.org"));
  static final Step.Person ANN = new Step.Person("token:ann", "Ann");
  static final Step.Person BO = new Step.Person("staff:bo", "Bo");

  private EditionFixtures() {}

  /** What is known now. */
  static final class Known implements Basis {
    final GivenTallies tallies = new GivenTallies(ZoneOffset.UTC);
    final Map<String, Map<String, Long>> tickets = new TreeMap<>();
    final List<MeasuredSeries> measured = new ArrayList<>();
    final Map<TicketList, ReportedTickets> listed = new EnumMap<>(TicketList.class);
    List<ReportedAction> actions = List.of();
    final Map<String, Yardstick> yardsticks = new TreeMap<>();
    int reads;
    int asked;
    private final PeriodTallies stored =
        new StoredPeriodTallies(
            tallies, new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100)));

    @Override
    public List<Scope> scopesOf(Set<Dimension> dimensions) {
      return stored.scopesOf(dimensions);
    }

    @Override
    public Map<Scope, Map<Period, Tallies>> read(
        Collection<Scope> scopes, Collection<Period> periods) {
      reads++;
      return stored.read(scopes, periods);
    }

    @Override
    public Map<String, Long> closedTickets(Scope scope, Period period, String field) {
      return tickets.getOrDefault(field, Map.of());
    }

    @Override
    public List<MeasuredSeries> measured(Scope scope, Period period) {
      reads++;
      return measured.stream()
          .map(
              one ->
                  new MeasuredSeries(
                      one.system(),
                      one.measure(),
                      one.unit(),
                      one.points().stream()
                          .filter(point -> !point.at().isBefore(period.from()))
                          .filter(point -> point.at().isBefore(period.to()))
                          .toList()))
          .toList();
    }

    @Override
    public Optional<ReportedTickets> listed(TicketList which, Scope scope, Period period) {
      reads++;
      return Optional.of(listed.getOrDefault(which, new ReportedTickets(0, List.of())));
    }

    @Override
    public Optional<Yardstick> yardstick(Metric metric, Scope scope, LocalDate day) {
      return Optional.ofNullable(yardsticks.get(metric.id()));
    }

    @Override
    public List<ReportedAction> actions(Scope scope) {
      asked++;
      return actions;
    }
  }
}
