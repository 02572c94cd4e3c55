package dev.barometer.reporting.strategy;

import static dev.barometer.reporting.strategy.StrategyFixtures.BERLIN;
import static dev.barometer.reporting.strategy.StrategyFixtures.MONTHLY;
import static dev.barometer.reporting.strategy.StrategyFixtures.monthly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.barometer.contract.rule.Violation;
import dev.barometer.reporting.MovingClock;
import dev.barometer.reporting.edition.PlannedEditions;
import dev.barometer.reporting.edition.Section;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be so is named, all of it at once. */
class StrategyReaderTest {
  private static final Instant NOW = Instant.parse("2026-10-10T12:00:00Z");

  private final StrategyReader reader =
      new StrategyReader(
          PlannedEditions.reader(BERLIN, StrategyFixtures.staff(), new MovingClock(NOW)));

  private List<String> wrongWith(String json) {
    StrategyRequest asked =
        FactJson.read(json.getBytes(StandardCharsets.UTF_8), StrategyRequest.class);
    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, () -> reader.read(asked, NOW, "Ann"));
    return refused == null
        ? List.of()
        : refused.violations().stream().map(Violation::field).toList();
  }

  @Test
  void readsWhatIsAskedFor() {
    Strategy read = reader.read(monthly(3), NOW, "Ann");

    assertThat(read.strategyId()).isEqualTo(MONTHLY);
    assertThat(read.revision()).isEqualTo(1);
    assertThat(read.sections()).containsExactly(Section.OVERVIEW, Section.SLA);
    assertThat(read.cadence()).isEqualTo(new Cadence(Cadence.Every.MONTH, 3));
    assertThat(read.languages()).containsExactly("zh-CN", "en");
    assertThat(read.template()).isEqualTo(Map.of(Section.OVERVIEW, "This month in short."));
    assertThat(read.active()).isTrue();
    assertThat(read.changedBy()).isEqualTo("Ann");
  }

  @Test
  void takesWhatIsUsual_whereLittleIsSaid() {
    assertThat(
            wrongWith(
                "{\"strategyId\":\"a\",\"title\":\"A\",\"cadence\":{\"every\":\"year\",\"day\":366}}"))
        .isEmpty();
  }

  @Test
  void namesEachFieldThatCannotBeSo_atOnce() {
    assertThat(
            wrongWith(
                """
                {"strategyId":"a/b","title":" ","scope":"team","sections":["overview","weather"],
                 "cadence":{"every":"day","day":0},"compareTo":"before","languages":["en","fr"],
                 "recipients":["owner@example.org","nobody"],"reviewers":["bo","al","gone","who"],
                 "template":{"weather":"Rain.","sla":"It held."}}
                """))
        .containsExactlyInAnyOrder(
            "strategyId",
            "title",
            "scope",
            "sections[1]",
            "cadence.every",
            "cadence.day",
            "compareTo",
            "languages[1]",
            "recipients[1]",
            "reviewers[1]",
            "reviewers[2]",
            "reviewers[3]",
            "template.weather",
            "template.sla");
    assertThat(wrongWith("{}")).containsExactlyInAnyOrder("strategyId", "title", "cadence");
  }

  @ParameterizedTest
  @CsvSource({
    "week, 7, true", "week, 8, false", "month, 31, true", "month, 32, false",
    "quarter, 92, true", "quarter, 93, false", "year, 366, true", "year, 367, false"
  })
  void knowsHowManyDaysThereAre(String every, int day, boolean isOne) {
    String json =
        "{\"strategyId\":\"a\",\"title\":\"A\",\"cadence\":{\"every\":\"%s\",\"day\":%d}}"
            .formatted(every, day);

    assertThat(wrongWith(json)).isEqualTo(isOne ? List.of() : List.of("cadence.day"));
  }

  @ParameterizedTest
  @CsvSource({
    "owner@example.org, true",
    "a.b+c@sub.example.org, true",
    "누구@예.kr, true",
    "nobody, false",
    "a@b@c, false",
    "'Ann <ann@example.org>', false",
    "Ann<ann@example.org>, false",
    "'a@example.org,b@example.org', false",
    "'a b@example.org', false",
    "@example.org, false"
  })
  void takesAnAddressAlone(String address, boolean isOne) {
    String json =
        "{\"strategyId\":\"a\",\"title\":\"A\",\"cadence\":{\"every\":\"week\",\"day\":1},\"recipients\":[\"%s\"]}"
            .formatted(address);

    assertThat(wrongWith(json)).isEqualTo(isOne ? List.of() : List.of("recipients[0]"));
  }

  @ParameterizedTest
  @CsvSource({
    "mail-desk, true",
    "월간 보고, true",
    "new, false",
    "., false",
    "a\\b, false",
    "a;b, false",
    "a%b, false",
    "' a', false"
  })
  void takesAnIdThatAnAddressCanCarry(String id, boolean isOne) {
    String json =
        "{\"strategyId\":\"%s\",\"title\":\"A\",\"cadence\":{\"every\":\"week\",\"day\":1}}"
            .formatted(id.replace("\\", "\\\\"));

    assertThat(wrongWith(json)).isEqualTo(isOne ? List.of() : List.of("strategyId"));
  }
}
