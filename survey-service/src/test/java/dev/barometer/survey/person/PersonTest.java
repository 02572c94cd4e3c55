package dev.barometer.survey.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersonTest {
  private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

  private static Ask ask(String id, String campaign, Instant at) {
    return new Ask(id, campaign, "desk", at, Map.of());
  }

  private static Pending pending(String id, Instant due) {
    return new Pending(id, "c", "T" + id, 0, due, due, null, null);
  }

  @Test
  void remembersTheNewestFewAddresses_atWhichNothingArrives_eachOnce() {
    Person person = Person.unknown("ana");
    for (int i = 0; i < 8; i++) {
      String address = "a" + (i == 7 ? 6 : i) + "@example.org";
      person = person.unreachable(new UnreachableAddress("mail", address, "i" + i, MONDAY));
    }
    Person again =
        person.unreachable(new UnreachableAddress("mail", "a6@example.org", "i7", MONDAY));

    assertThat(again).isSameAs(person);
    assertThat(person.unreachable())
        .extracting(UnreachableAddress::invitationId)
        .containsExactly("i7", "i5", "i4", "i3", "i2");
    assertThat(person.considering(List.of(pending("x", MONDAY)), MONDAY).unreachable()).hasSize(5);
  }

  /** Somebody with 65 tickets a day, whom a campaign asks each time, for a year. */
  @Test
  void staysSmall_whoeverIsAskedHowOften() {
    Person person = Person.unknown("unknown").asked(List.of(ask("rare", "yearly", MONDAY)));
    for (int day = 0; day < 365; day++) {
      List<Ask> ofADay = new ArrayList<>();
      for (int i = 0; i < 65; i++) {
        ofADay.add(ask(day + "-" + i, "always", MONDAY.plus(Duration.ofDays(day)).plusSeconds(i)));
      }
      person = person.asked(ofADay);
    }

    assertThat(person.asks()).hasSize(Person.MOST_ASKS + 1);
    assertThat(person.asks().get(0).invitationId()).as("the newest of its kind").isEqualTo("rare");
    assertThat(person.wasAsked("364-64")).isTrue();
    assertThat(person.asks()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
  }

  @Test
  void remembersWhatIsNotCarriedOutYet() {
    List<Pending> pending = new ArrayList<>();
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      pending.add(pending("i" + i, MONDAY));
      asks.add(ask("i" + i, "always", MONDAY.plusSeconds(i)));
    }
    Person person = Person.unknown("ana").considering(pending, MONDAY);

    assertThat(person.asked(asks).asks()).hasSize(500);
    assertThat(person.due(MONDAY)).hasSizeLessThan(500);
  }

  @Test
  void hasNoRoomForAnyNumber_andKeepsSomeForWhatIsDueSoon() {
    List<Pending> later = new ArrayList<>();
    List<Pending> soon = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      later.add(pending("later" + i, MONDAY.plus(Duration.ofDays(3))));
      soon.add(pending("soon" + i, MONDAY));
    }
    Person person = Person.unknown("ana").considering(later, MONDAY);

    assertThat(person.pending()).hasSize(500);
    assertThat(person.considering(soon, MONDAY).pending()).hasSize(1_000);
    assertThat(person.knows(later.get(0))).isTrue();
    assertThat(person.knows(later.get(1_999))).isFalse();
  }

  @Test
  void changesNothing_whenTheSameIsConsideredTwice() {
    Person person = Person.unknown("ana").considering(List.of(pending("i", MONDAY)), MONDAY);

    assertThat(person.considering(List.of(pending("i", MONDAY.plusSeconds(9))), MONDAY))
        .isSameAs(person);
    assertThat(person.decided(List.of("other"))).isSameAs(person);
    assertThat(person.decided(List.of("i")).nextDue()).isEmpty();
  }
}
