package dev.barometer.reporting.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.reporting.edition.Content.TrendPoint;
import dev.barometer.reporting.edition.Difference;
import dev.barometer.reporting.edition.Section;
import dev.barometer.reporting.target.Yardstick;
import dev.barometer.reporting.ticket.ReportedTicket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTextTest {
  private static final Instant AT = Instant.parse("2026-10-03T00:00:00Z");

  private static TrendPoint point(double value, double high) {
    return new TrendPoint(AT, AT.plusSeconds(86_400), value, 2, 0.0, high, List.of());
  }

  private static Paper.Sheet told(Difference... all) {
    return new DifferenceText(ReportWording.of("en", ZoneOffset.UTC)).sheet(List.of(all));
  }

  @Test
  void saysWhatIsAnotherOne_inTheUnitOfItsMetric() {
    Paper.Sheet sheet =
        told(
            new Difference(
                Section.FAULTS,
                "art",
                "priority:High",
                new Difference.Value(3_600.0, 4),
                new Difference.Value(7_200.0, 5)));

    assertThat(sheet.rows().get(0).name())
        .isEqualTo("Faults: Resolution time (ART): priority: High");
    assertThat(sheet.rows().get(0).cells()).containsExactly("1\u00a0h (n = 4)", "2\u00a0h (n = 5)");
  }

  @Test
  void tellsAPointByItsDay_andOfLimitsThatMovedAlongOnce() {
    Paper.Sheet sheet =
        told(
            new Difference(Section.TRENDS, "sla", "day:x", point(90, 95), point(80, 95)),
            new Difference(Section.TRENDS, "sla", "day:y", point(90, 95), point(90, 96)),
            new Difference(Section.TRENDS, "sla", "day:z", point(70, 95), point(70, 96)));

    assertThat(sheet.rows())
        .singleElement()
        .extracting(Paper.Row::name)
        .asString()
        .contains("Oct 3");
    assertThat(sheet.note()).contains("control limits");
  }

  @Test
  void tellsTicketsAndHowManyThereAre_andNoIdOfAnAnswer() {
    ReportedTicket was =
        new ReportedTicket("T:1", "P1", "incident", AT, AT.plusSeconds(7_200), 7_200L);
    Paper.Sheet sheet =
        told(
            new Difference(
                Section.SLA,
                "missed",
                null,
                new Difference.Value(2.0, 2),
                new Difference.Value(1.0, 1)),
            new Difference(Section.SLA, "ticket", "T:1", was, null),
            new Difference(Section.FAULTS, "note", "T:1", null, "A switch died."),
            new Difference(Section.SATISFACTION, "comment", "r-77", "Slow.", null));

    assertThat(sheet.rows())
        .extracting(Paper.Row::name)
        .containsExactly(
            "Service levels: Tickets that missed their SLA",
            "Service levels: Ticket: T:1",
            "Faults: What is written of ticket: T:1",
            "Satisfaction: Comment");
    assertThat(sheet.rows().get(0).cells()).containsExactly("2", "1");
    assertThat(sheet.rows().get(1).cells().get(0)).contains("P1 · incident", "2\u00a0h");
    assertThat(sheet.rows().get(2).cells()).containsExactly("nothing", "A switch died.");
  }

  @Test
  void saysThatATargetIsAnother_andWhoSaysSo() {
    Yardstick was =
        new Yardstick("sla", "all", 0, LocalDate.EPOCH, null, 80.0, null, null, "Contract 2026");
    Yardstick is =
        new Yardstick("sla", "all", 0, LocalDate.EPOCH, null, 90.0, null, null, "Contract 2027");

    Paper.Sheet sheet = told(new Difference(Section.SLA, Difference.TARGET, "sla", was, is));

    assertThat(sheet.rows().get(0).name()).isEqualTo("Service levels: Target: SLA attainment");
    assertThat(sheet.rows().get(0).cells())
        .containsExactly(
            "Target: at least 80% · Contract 2026 (set for everything)",
            "Target: at least 90% · Contract 2027 (set for everything)");
  }

  @Test
  void namesThePartThatIsAnotherOne() {
    Paper.Sheet sheet = told(new Difference(Section.SLA, "text", null, "sha256:1", "sha256:2"));

    assertThat(sheet.rows().get(0).name()).startsWith("Service levels: Text");
    assertThat(sheet.rows().get(0).name()).doesNotContain("null");
  }
}
