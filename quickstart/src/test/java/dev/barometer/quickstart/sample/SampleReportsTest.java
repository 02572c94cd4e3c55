package dev.barometer.quickstart.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.json.FactJson;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleReportsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

  @Test
  void areOfTheTwoMonthsBefore_alsoWhereThoseAreOfTheYearBefore() {
    assertThat(SampleReports.firstMonth(TODAY)).isEqualTo(YearMonth.parse("2026-01"));
    assertThat(SampleReports.firstMonth(LocalDate.parse("2026-01-31")))
        .isEqualTo(YearMonth.parse("2025-11"));
  }

  @Test
  void availabilityIsOfEachDay_upToYesterday() {
    Map<String, List<String>> days = new HashMap<>();
    availability(TODAY)
        .forEach(
            (point, value) -> {
              days.computeIfAbsent(point.split(" ")[0], system -> new ArrayList<>())
                  .add(point.split(" ")[1]);
              assertThat(value).isBetween(97.0, 100.0);
            });

    assertThat(days.keySet()).containsExactlyInAnyOrder("Email", "VPN");
    assertThat(days.values())
        .allSatisfy(
            of ->
                assertThat(of)
                    .hasSize(60)
                    .contains("2026-01-01", "2026-03-01")
                    .doesNotContain("2026-03-02"));
  }

  @Test
  void tellTheSameOfADay_wheneverThatIs() {
    Map<String, Double> first = availability(TODAY);

    assertThat(availability(TODAY.plusDays(5))).containsAllEntriesOf(first);
  }

  @Test
  void areMeasuredByTargetsThatCountedInEachOfThem() {
    assertThat(SampleReports.targets(TODAY).values())
        .hasSize(2)
        .allSatisfy(
            target -> assertThat(target).containsEntry("from", "2026-01-01").containsKey("source"));
  }

  @Test
  void goToNobody() {
    assertThat(SampleReports.strategy()).doesNotContainKey("recipients");
    assertThat(SampleReports.owner()).doesNotContainKey("mail");
  }

  /** By system and day. */
  private static Map<String, Double> availability(LocalDate today) {
    Map<String, Double> values = new HashMap<>();
    FactJson.readTree(FactJson.write(SampleReports.availability(today)))
        .get("series")
        .forEach(
            series ->
                series
                    .get("points")
                    .forEach(
                        point ->
                            values.put(
                                series.get("system").asString() + " " + point.get("at").asString(),
                                point.get("value").asDouble())));
    return values;
  }
}
