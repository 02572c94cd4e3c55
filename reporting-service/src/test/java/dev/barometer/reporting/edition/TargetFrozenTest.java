package dev.barometer.reporting.edition;

import static dev.barometer.reporting.edition.EditionFixtures.KNOWN;
import static dev.barometer.reporting.edition.EditionFixtures.TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.MovingClock;
import dev.barometer.reporting.target.GivenTargets;
import dev.barometer.reporting.target.Yardstick;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a report is measured by is what was in force at the end of its period, and stays. */
class TargetFrozenTest {
  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final MovingClock clock = new MovingClock(KNOWN);
  private EditionInstance service;

  @BeforeEach
  void start() throws Exception {
    set("2026-01-01", 80);
    service =
        new EditionInstance(database.operations(), clock, EditionInstance.topic(), none -> {});
  }

  @AfterEach
  void close() {
    service.close();
    database.close();
  }

  private void set(String from, double target) {
    GivenTargets.set(database.operations(), clock, "sla", TEAM.toString(), target, from);
  }

  private Edition published(Edition planned) {
    String id = planned.reportId();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Objects.requireNonNull(service.find(id)).status() == Status.DRAFT);
    service.write(id, "As agreed.");
    service.submit(id);
    service.approve(id);
    return service.publish(id);
  }

  private static Double target(Edition edition, Section section) {
    return edition.contents().stream()
        .filter(one -> one.section() == section)
        .flatMap(one -> one.figures().stream())
        .filter(one -> one.metric().equals("sla"))
        .map(Content.Figure::yardstick)
        .map(by -> Objects.requireNonNull(by).target())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTargetOfLaterDaysIsNotItsOwn() {
    set("2026-07-01", 95);

    Edition report = published(service.plan());

    assertThat(target(report, Section.SLA)).isEqualTo(80);
    assertThat(service.differences(report)).isEmpty();
  }

  @Test
  void whatIsPublishedDoesNotMove_andANewEditionSaysThatTheTargetIsAnother() {
    Edition report = published(service.plan());
    EditionPublisher editions = service.bean(EditionPublisher.class);
    assertThat(editions.differencesFromLog(report)).isEmpty();

    set("2026-04-01", 90);

    assertThat(service.find(report.reportId())).isEqualTo(report);
    assertThat(service.differences(report)).isEmpty();
    assertThat(editions.differencesFromLog(report))
        .extracting(Difference::section, Difference::metric, Difference::of)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(Section.OVERVIEW, "target", "sla"),
            org.assertj.core.groups.Tuple.tuple(Section.SLA, "target", "sla"),
            org.assertj.core.groups.Tuple.tuple(Section.TRENDS, "target", "sla"));
    Edition next = published(service.correct(report.reportId()));
    List<Difference> changes = Objects.requireNonNull(editions.changes(next));
    assertThat(target(next, Section.SLA)).isEqualTo(90);
    assertThat(changes)
        .hasSize(3)
        .allSatisfy(
            one -> {
              assertThat(((Yardstick) one.was()).target()).isEqualTo(80);
              assertThat(((Yardstick) one.is()).target()).isEqualTo(90);
            });
    assertThat(target(Objects.requireNonNull(service.find(report.reportId())), Section.SLA))
        .isEqualTo(80);
  }
}
