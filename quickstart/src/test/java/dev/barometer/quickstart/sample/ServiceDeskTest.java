package dev.barometer.quickstart.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Rules;
import dev.barometer.contract.fact.Answer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceDeskTest {

  private static final LocalDate MONDAY = LocalDate.parse("2026-11-16");

  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  private final ServiceDesk desk = new ServiceDesk();

  @Test
  void tellsTheSameOfADay_everyTime() {
    assertThat(desk.visitsOn(MONDAY)).isEqualTo(new ServiceDesk().visitsOn(MONDAY)).hasSize(40);
    assertThat(desk.visitsOn(MONDAY)).isNotEqualTo(desk.visitsOn(MONDAY.plusDays(1)));
  }

  @Test
  void tellsOnlyWhatTheContractAllows() {
    assertThat(lastMonth()).isNotEmpty();
    assertThat(
            lastMonth()
                .flatMap(visit -> visit.steps().stream())
                .flatMap(step -> Rules.check(step.ticket(), LATER).stream()))
        .isEmpty();
    assertThat(
            lastMonth()
                .map(Visit::answer)
                .filter(Objects::nonNull)
                .flatMap(answer -> Rules.check(answer, LATER).stream()))
        .isEmpty();
  }

  @Test
  void growsTheRevisionWithTime() {
    assertThat(lastMonth())
        .allSatisfy(
            visit ->
                assertThat(visit.steps())
                    .isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()))
                    .isSortedAccordingTo(
                        (a, b) -> Long.compare(a.ticket().revision(), b.ticket().revision())));
  }

  @Test
  void hearsPromotersAndDetractors_inThreeLanguages() {
    var answers = lastMonth().map(Visit::answer).filter(Objects::nonNull).toList();

    assertThat(answers).extracting("locale").contains("en", "zh-CN", "ko");
    assertThat(answers.stream().map(answer -> answer.answers().get(0)).map(Answer::value))
        .anyMatch(value -> value != null && value >= 9)
        .anyMatch(value -> value != null && value <= 2);
  }

  @Test
  void endsALiveVisitAtItsMoment() {
    var now = Instant.parse("2026-11-22T10:00:00Z");

    assertThat(desk.visitEndingAt(now).end()).isEqualTo(now);
  }

  /** A data folder may hold the month as it was told before: other words would be in conflict. */
  @Test
  void givesAddressesToThoseAloneWhoseVisitHasJustEnded() {
    var now = desk.visitEndingAt(Instant.parse("2026-11-22T10:00:00Z"));

    assertThat(now.steps())
        .extracting(step -> step.ticket().requester().email())
        .allMatch(email -> email != null && email.matches("u-\\d+@example\\.org"));
    assertThat(lastMonth().flatMap(visit -> visit.steps().stream()))
        .allMatch(step -> step.ticket().requester().email() == null);
  }

  private Stream<Visit> lastMonth() {
    return Stream.iterate(MONDAY, day -> day.plusDays(1))
        .limit(30)
        .flatMap(day -> desk.visitsOn(day).stream());
  }
}
