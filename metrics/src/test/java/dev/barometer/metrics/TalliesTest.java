package dev.barometer.metrics;

import static dev.barometer.metrics.TallyFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TalliesTest {

  @Test
  void scalesOfAMetricAreTalliedApart() {
    Tallies tallies = new Tallies();
    tallies.add(Observation.choice("ces", "ease-7", 6, PointClass.POSITIVE, MONDAY));
    tallies.add(Observation.choice("ces", "effort-5", 1, PointClass.POSITIVE, MONDAY));

    assertThat(tallies.byMeasure())
        .containsOnlyKeys(new Measure("ces", "ease-7"), new Measure("ces", "effort-5"));
  }

  @Test
  void anEmptyTallyIsNotHeld() {
    Observation closed = Observation.volume("tickets-closed", MONDAY);

    assertThat(new Tallies().add(closed).retract(closed).byMeasure()).isEmpty();
    assertThat(new Tallies().add(closed).put(closed.measure(), new Tally()).byMeasure()).isEmpty();
  }

  @Test
  void mergesWithItself_andTakesItselfAway() {
    Observation closed = Observation.volume("tickets-closed", MONDAY);
    Tallies tallies = new Tallies().add(closed);

    assertThat(tallies.merge(tallies)).isEqualTo(new Tallies().add(closed).add(closed));
    assertThat(tallies.subtract(tallies).isEmpty()).isTrue();
  }

  @Test
  void mergingLeavesTheOtherAsItWas() {
    Observation closed = Observation.volume("tickets-closed", MONDAY);
    Tallies other = new Tallies().add(closed);

    new Tallies().merge(other).add(closed);

    assertThat(other).isEqualTo(new Tallies().add(closed));
  }

  @Test
  void theMapCannotBeChanged() {
    assertThatThrownBy(() -> new Tallies().byMeasure().put(Measure.of("sla"), new Tally()))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
