package dev.barometer.reporting.edition;

import static dev.barometer.reporting.edition.EditionFixtures.ANN;
import static dev.barometer.reporting.edition.EditionFixtures.BO;
import static dev.barometer.reporting.edition.EditionFixtures.FROM;
import static dev.barometer.reporting.edition.EditionFixtures.KNOWN;
import static dev.barometer.reporting.edition.EditionFixtures.PARAMETERS;
import static dev.barometer.reporting.edition.EditionFixtures.PLAN;
import static dev.barometer.reporting.edition.EditionFixtures.TEAM;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.PointClass;
import dev.barometer.reporting.target.Bands;
import dev.barometer.reporting.target.Baseline;
import dev.barometer.reporting.target.Yardstick;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Reports of a desk, at each step. */
public final class GivenReports {
  public static final String ID = "R-1";

  private GivenReports() {}

  static EditionFixtures.Known known() {
    EditionFixtures.Known known = new EditionFixtures.Known();
    for (int day = -60; day < 80; day++) {
      Instant at = FROM.plus(Duration.ofDays(day)).plusSeconds(3_600);
      Scope byPriority = Scope.of(Dimension.TEAM, "Desk", Dimension.PRIORITY, "P" + day % 2);
      for (Scope scope : List.of(TEAM, byPriority)) {
        for (int each = 0; each <= Math.floorMod(day * 7, 5); each++) {
          known.tallies.with(scope, Observation.volume("tickets-closed", at));
          known.tallies.with(scope, Observation.yesNo("sla", day % 5 != 0, at));
          known.tallies.with(
              scope, Observation.duration("art", Duration.ofHours(1 + Math.floorMod(day, 9)), at));
        }
        known.tallies.with(
            scope,
            Observation.choice(
                "nps", "0-10", 9, day % 3 == 0 ? PointClass.NEGATIVE : PointClass.POSITIVE, at));
      }
    }
    LocalDate day = LocalDate.of(2026, 1, 1);
    known.yardsticks.put(
        "sla",
        new Yardstick(
            "sla", "all", 1, day, null, 95.0, null, new Baseline(71.5, "2025"), "Contract, § 3"));
    known.yardsticks.put("nps", Yardstick.usual(Metrics.NPS).orElseThrow());
    known.yardsticks.put(
        "art",
        new Yardstick(
            "art",
            "team:Desk",
            2,
            day,
            null,
            null,
            new Bands(28_800, 7_200.0, false),
            null,
            "Management review"));
    known.tickets.put("channel", Map.of("Phone", 50L, "<Mail> & more", 27L, "", 3L));
    return known;
  }

  /** Collected, and nothing written. */
  public static Edition draft() {
    return Edition.planned(ID, PLAN, ANN, KNOWN)
        .collected(Composition.of(PLAN, known(), PARAMETERS), PARAMETERS, "1.0", KNOWN);
  }

  public static Edition inReview() {
    return draft()
        .written(
            Section.SLA,
            "Nights were not covered in May.\nThey are since June.\n\n주간에는 문제가 없었습니다. 夜间已安排值班。",
            ANN,
            KNOWN)
        .submitted(ANN, KNOWN);
  }

  public static Edition published() {
    return inReview()
        .approved(BO, KNOWN)
        .published("sha256:" + "0".repeat(64), ANN, KNOWN.plusSeconds(60));
  }
}
