package dev.barometer.reporting.cases;

import static dev.barometer.reporting.FactFixtures.MONDAY;
import static dev.barometer.reporting.FactFixtures.complaint;
import static dev.barometer.reporting.ReceivedFixtures.received;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.barometer.reporting.EmbeddedDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseRepositoryTest {

  @Test
  void theNewestCasesComeFirst_eachAsItStandsNow() {
    try (EmbeddedDatabase database = EmbeddedDatabase.inMemory()) {
      CaseRepository cases = new CaseRepository(database.operations());
      cases.apply(
          List.of(
              received(complaint("c1", 1, "received", MONDAY)),
              received(complaint("c2", 1, "received", MONDAY.plusSeconds(60))),
              received(complaint("c1", 2, "acknowledged", MONDAY))));

      assertThat(cases.apply(List.of(received(complaint("c1", 1, "received", MONDAY)))))
          .isEqualTo(1);

      assertThat(cases.newest(10))
          .containsExactly(
              CaseView.of(complaint("c2", 1, "received", MONDAY.plusSeconds(60))),
              CaseView.of(complaint("c1", 2, "acknowledged", MONDAY)));
      assertThat(cases.newest(1)).hasSize(1);
    }
  }

  /** As the version before wrote it, when the record stood in another package. */
  @Test
  void whatWasKeptUnderItsFormerNameIsRead() {
    try (EmbeddedDatabase database = EmbeddedDatabase.inMemory()) {
      CaseRepository cases = new CaseRepository(database.operations());
      cases.apply(List.of(received(complaint("c1", 1, "received", MONDAY))));
      database
          .operations()
          .getCollection(CaseRepository.COLLECTION)
          .updateOne(
              Filters.eq("_id", "c1"),
              Updates.set("_class", "dev.barometer.reporting.complaint.CaseView"));

      assertThat(cases.newest(1))
          .containsExactly(CaseView.of(complaint("c1", 1, "received", MONDAY)));
    }
  }
}
