package dev.barometer.reporting.edition;

import static dev.barometer.reporting.edition.EditionFixtures.ANN;
import static dev.barometer.reporting.edition.EditionFixtures.KNOWN;
import static dev.barometer.reporting.edition.EditionFixtures.PARAMETERS;
import static dev.barometer.reporting.edition.EditionFixtures.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.report.Report;
import dev.barometer.contract.report.ReportRules;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.starter.fact.Outgoing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was written is told in order, whoever tells it. */
class TellingRunnerTest {
  private static final String ID = "r-1";

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final EditionRepository editions = new EditionRepository(database.operations());
  private final List<Outgoing> told = new ArrayList<>();

  @AfterEach
  void close() {
    database.close();
  }

  /** Does something before each revision that it tells. */
  private TellingRunner teller(LongConsumer before) {
    return new TellingRunner(
        editions,
        one -> {
          before.accept(((Report) one.value()).revision());
          told.add(one);
          return CompletableFuture.completedFuture(null);
        },
        List::of,
        () -> {
          throw new IllegalStateException("who tells schedules nothing");
        },
        Clock.systemUTC());
  }

  private List<Long> revisions() {
    return told.stream().map(one -> ((Report) one.value()).revision()).toList();
  }

  private Edition collected() {
    Edition planned = Edition.planned(ID, PLAN, ANN, KNOWN);
    editions.add(planned);
    Edition collected = planned.collected(List.of(), PARAMETERS, "1.0", KNOWN);
    assertThat(editions.put(planned, collected)).isTrue();
    return collected;
  }

  @Test
  void tellsEachStepOnce() {
    collected();
    TellingRunner teller = teller(revision -> {});

    teller.tell(ID);
    teller.tell(ID);

    assertThat(revisions()).containsExactly(1L, 2L);
    assertThat(told)
        .extracting(Outgoing::type)
        .containsExactly("dev.barometer.report.planned", "dev.barometer.report.collected");
    assertThat(told)
        .allSatisfy(one -> assertThat(ReportRules.check((Report) one.value(), KNOWN)).isEmpty());
    assertThat(editions.untold()).isEmpty();
  }

  @Test
  void tellsAllOfItAgain_whereTheBrokerDidNotTakeAll() {
    collected();
    TellingRunner broken =
        teller(
            revision -> {
              if (revision == 2) {
                throw new IllegalStateException("the broker is away");
              }
            });

    assertThatThrownBy(() -> broken.tell(ID)).isInstanceOf(IllegalStateException.class);
    assertThat(editions.untold()).containsExactly(ID);
    teller(revision -> {}).tell(ID);

    assertThat(revisions()).containsExactly(1L, 1L, 2L);
  }

  /** Who was frozen while another told puts an old state last: the newest has to follow it. */
  @Test
  void endsWithTheNewest_whereAnotherToldMeanwhile() {
    Edition collected = collected();
    TellingRunner other = teller(revision -> {});
    boolean[] wasFrozen = {false};
    TellingRunner frozen =
        teller(
            revision -> {
              if (!wasFrozen[0]) {
                wasFrozen[0] = true;
                other.tell(ID);
                editions.put(collected, collected.submitted(ANN, KNOWN));
                other.tell(ID);
              }
            });

    frozen.tell(ID);

    assertThat(revisions()).startsWith(1L, 2L, 3L, 1L).endsWith(3L);
    assertThat(editions.untold()).isEmpty();
  }
}
