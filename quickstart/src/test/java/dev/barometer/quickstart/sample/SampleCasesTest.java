package dev.barometer.quickstart.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Rules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleCasesTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-11-30");
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  private final List<SampleCase> samples = SampleCases.all(MONDAY);

  @Test
  void eachIsOfAPersonAndATicketOfItsOwn() {
    assertThat(samples).extracting(SampleCase::id).doesNotHaveDuplicates();
    assertThat(samples).extracting(SampleCase::ticketId).doesNotHaveDuplicates();
    assertThat(samples).extracting(one -> one.customer().id()).doesNotHaveDuplicates();
  }

  @Test
  void peopleComplainInThreeLanguages_byPhoneToo() {
    assertThat(samples).extracting(one -> one.customer().locale()).contains("en", "zh-CN", "ko");
    assertThat(samples).extracting(SampleCase::channel).contains("phone", "email", "letter");
  }

  /** A step is known by what the history calls it: twice the same would be done once. */
  @Test
  void noStepIsTakenTwice() {
    assertThat(samples)
        .allSatisfy(
            one ->
                assertThat(one.steps()).extracting(SampleCase.Step::what).doesNotHaveDuplicates());
  }

  @Test
  void tellsTheSameTicket_everyTime() {
    for (SampleCase one : samples) {
      var step = ServiceDesk.ticketOf(one);

      assertThat(step).isEqualTo(ServiceDesk.ticketOf(one));
      assertThat(Rules.check(step.ticket(), LATER)).isEmpty();
      assertThat(step.ticket().requester().email()).endsWith("@example.org");
    }
  }
}
