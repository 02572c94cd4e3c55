package dev.barometer.reporting.cases;

import static dev.barometer.reporting.FactFixtures.MONDAY;
import static dev.barometer.reporting.FactFixtures.complaint;
import static dev.barometer.reporting.ReceivedFixtures.received;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseRepositoryTest {

  private static final Period WEEK = new Period(MONDAY, MONDAY.plusSeconds(7 * 86_400));

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

      assertThat(cases.newest(Scope.ALL, WEEK, 10))
          .containsExactly(
              CaseView.of(complaint("c2", 1, "received", MONDAY.plusSeconds(60))),
              CaseView.of(complaint("c1", 2, "acknowledged", MONDAY)));
      assertThat(cases.newest(Scope.ALL, WEEK, 1)).hasSize(1);
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

      assertThat(cases.newest(Scope.ALL, WEEK, 1))
          .containsExactly(CaseView.of(complaint("c1", 1, "received", MONDAY)));
    }
  }

  @Test
  void findsByStatusAndPeriod_pageByPage() {
    try (EmbeddedDatabase database = EmbeddedDatabase.inMemory()) {
      CaseRepository cases = new CaseRepository(database.operations());
      for (int i = 0; i < 5; i++) {
        String status = i == 2 ? "closed" : "received";
        cases.apply(List.of(received(complaint("c" + i, 1, status, MONDAY.plusSeconds(i / 2)))));
      }
      CaseFilter received = new CaseFilter("received", Scope.ALL, WEEK);

      CursorPage<CaseView> first = cases.page(received, null, 3);
      CursorPage<CaseView> second = cases.page(received, Cursor.asked(first.next()), 3);

      assertThat(first.items()).extracting(CaseView::complaintId).containsExactly("c4", "c3", "c1");
      assertThat(second.items()).extracting(CaseView::complaintId).containsExactly("c0");
      assertThat(second.next()).isNull();
      assertThat(cases.count(received)).isEqualTo(4);
      assertThat(cases.count(new CaseFilter(null, Scope.of(Dimension.TEAM, "None"), WEEK)))
          .isZero();
      assertThat(cases.find("c2")).isPresent();
      assertThat(cases.find("c9")).isEmpty();
    }
  }
}
