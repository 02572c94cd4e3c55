package dev.barometer.starter.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.progress.Standing.State;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is said of the age of the data, over everything that can happen on the way. */
class ChainTest {

  /**
   * The claim itself. It fails where ends are asked for before the leg before was, where they leave
   * out what belongs to open transactions, or where a restored store is not noticed.
   */
  @Property(tries = 150)
  void nothingIsMissing_thatWasAcceptedBefore(@ForAll long seed) {
    var suite = new SimulatedSuite(seed);
    var random = new Random(seed);

    for (int round = 0; round < 150; round++) {
      suite.step();
      if (random.nextInt(3) == 0) {
        suite.look();
        for (Data data : Data.values()) {
          assertThat(suite.missing(data)).as("%s after %d", data, round).isEmpty();
        }
      }
      if (random.nextInt(40) == 0) {
        suite.backUp();
      } else if (random.nextInt(60) == 0) {
        suite.restore();
      }
    }
  }

  @Property(tries = 40)
  void everythingIsComplete_onceItHasArrived(@ForAll long seed) {
    var suite = new SimulatedSuite(seed);
    for (int step = 0; step < 150; step++) {
      suite.step();
      suite.look();
    }

    suite.settle();
    for (int look = 0; look < 4; look++) {
      suite.look();
    }

    for (Data data : Data.values()) {
      assertThat(suite.notYetIn(data)).as(data.name()).isZero();
      assertThat(suite.standing(data).complete()).as(data.name()).isTrue();
      assertThat(suite.standing(data).age()).isLessThan(Duration.ofSeconds(10));
      assertThat(suite.standing(data).state()).isEqualTo(State.CURRENT);
      assertThat(suite.standing(data).waiting()).isZero();
    }
  }

  /** Whoever stands still, from the first gate to the last reader: it is told, and then over. */
  @Property(tries = 40)
  void theAgeGrows_whileAnybodyOnTheWayStandsStill(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 4) int who) {
    var suite = new SimulatedSuite(seed);
    for (int step = 0; step < 50; step++) {
      suite.step();
    }
    suite.settle();
    suite.look();
    suite.look();
    assertThat(suite.standing(Data.TALLIES).complete()).isTrue();
    suite.standStill(Set.of(who < 4 ? who : suite.reporting()));
    suite.goOn();
    for (int answer = 0; answer < 12; answer++) {
      suite.accept(answer % 3);
    }

    suite.settle();
    suite.look();
    suite.look();
    suite.pass(Duration.ofMinutes(2));
    suite.look();

    Standing told = suite.standing(Data.TALLIES);
    assertThat(suite.notYetIn(Data.TALLIES)).isPositive();
    assertThat(told.complete()).isFalse();
    assertThat(told.waiting()).isPositive();
    assertThat(suite.missing(Data.TALLIES)).isEmpty();
    assertThat(told.state()).isEqualTo(State.STOPPED);

    suite.standStill(Set.of());
    suite.settle();
    suite.look();
    suite.look();
    suite.look();

    assertThat(suite.notYetIn(Data.TALLIES)).isZero();
    assertThat(suite.standing(Data.TALLIES).complete()).isTrue();
  }
}
