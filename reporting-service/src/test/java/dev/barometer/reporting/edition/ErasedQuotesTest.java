package dev.barometer.reporting.edition;

import static dev.barometer.reporting.edition.EditionFixtures.ANN;
import static dev.barometer.reporting.edition.GivenDesk.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.MovingClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The words of who is erased, or takes them back, leave reports; what was signed stays so. */
class ErasedQuotesTest {
  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final GivenDesk desk =
      new GivenDesk(database.operations(), new MovingClock(EditionFixtures.KNOWN));

  @BeforeEach
  void begin() {
    desk.says("r1", 1, "Fast, and friendly.");
    desk.says("r2", 1, "Slow at night.");
    desk.says("r3", 1, "No remarks.");
    desk.draft();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Edition quote(String id, String... comments) {
    return desk.sections()
        .write(
            id,
            null,
            Section.SATISFACTION,
            new ReportRequest.Text(null, null, List.of(comments)),
            ANN);
  }

  private static List<String> texts(Edition edition) {
    return edition.noted().comments().stream().map(Quote::text).toList();
  }

  @Test
  void aDraftQuotesNobodyAnyMoreWhoIsErased() {
    quote(ID, "r1", "r2");

    desk.erases("r2");
    desk.erases("r2");

    Edition after = desk.publisher().find(ID);
    assertThat(texts(after)).containsExactly("Fast, and friendly.");
    assertThat(after.status()).isEqualTo(Status.DRAFT);
    assertThat(after.history()).extracting(Step::what).containsOnlyOnce(Step.What.ERASED);
    assertThat(desk.kept()).doesNotContain("Slow at night.");
    assertThat(desk.audit.entries()).anyMatch(entry -> entry.contains("report.erased"));
  }

  @Test
  void whatIsApprovedStaysApproved_withoutTheWords() {
    quote(ID, "r1", "r2");
    desk.publisher().change(ID, null, (edition, now) -> edition.submitted(ANN, now));
    desk.publisher().change(ID, null, (edition, now) -> edition.approved(EditionFixtures.BO, now));

    desk.erases("r1");

    assertThat(desk.publisher().find(ID).status()).isEqualTo(Status.APPROVED);
    assertThat(texts(desk.publisher().publish(ID, null, ANN))).containsExactly("Slow at night.");
  }

  @Test
  void aPublishedReportSaysThatSomethingStoodThere_andItsSealHolds() {
    quote(ID, "r1", "r2");
    Edition published = desk.published(ID);

    desk.erases("r2");

    Edition after = desk.publisher().find(ID);
    assertThat(texts(after)).containsExactly("Fast, and friendly.", null);
    assertThat(after.checksum()).isEqualTo(published.checksum());
    assertThat(after.status()).isEqualTo(Status.PUBLISHED);
    assertThat(after.noted().comments().get(1).salt()).isNull();
    assertThat(desk.publisher().differencesFromInputs(after)).isEmpty();
    assertThat(desk.kept()).doesNotContain("Slow at night.");
    assertThat(desk.told(ID))
        .endsWith("dev.barometer.report.published", "dev.barometer.report.erased");
  }

  @Test
  void aNewEditionIsNotHandedOnWhatIsErased() {
    quote(ID, "r1", "r2");
    desk.published(ID);
    desk.erases("r2");

    Edition next = desk.publisher().correct(ID, "Late tickets.", ANN);
    assertThat(texts(desk.collected(next.reportId()))).containsExactly("Fast, and friendly.");
    desk.erases("r1");

    assertThat(texts(desk.publisher().find(next.reportId()))).isEmpty();
    assertThat(desk.kept()).doesNotContain("Fast, and friendly.");
  }

  @Test
  void whatIsTakenBackGoes_andWhatIsOnlyPutInOtherWordsStands() {
    quote(ID, "r1", "r2", "r3");

    desk.says("r1", 2, "Fast.");
    desk.says("r2", 2, null);

    assertThat(texts(desk.publisher().find(ID)))
        .containsExactly("Fast, and friendly.", "No remarks.");
  }

  @Test
  void whatWasSaidAnewAfterItWasTakenBackStands_alsoWhereTheTopicIsReadAgain() {
    desk.says("r2", 2, null);
    desk.says("r2", 3, "Better now.");
    desk.says("r4", 1, "Fine.");
    quote(ID, "r2");

    desk.says("r2", 2, null);

    assertThat(texts(desk.publisher().find(ID))).containsExactly("Better now.");
  }

  @Test
  void whatGoesWhileItIsBeingChosenIsNotPublished() {
    quote(ID, "r1", "r2");
    // A process died after the mark, and before the report was changed.
    desk.quotes.markGone(Map.of("r2", Long.MAX_VALUE));

    assertThat(texts(desk.published(ID))).containsExactly("Fast, and friendly.");
  }

  @Test
  void aReportThatWasNeverBegunHoldsNothingUp() {
    desk.quotes.note("R-never", List.of("r2"));

    desk.erases("r2");

    assertThat(desk.quotes.gone(List.of("r2"))).containsEntry("r2", Long.MAX_VALUE);
  }

  @Test
  void oneChangedWordOfAQuoteBreaksTheSeal() {
    quote(ID, "r1");
    Edition published = desk.published(ID);
    Quote said = published.noted().comments().get(0);
    Quote other =
        Quote.of(
            said.responseId(),
            said.revision(),
            said.at(),
            said.locale(),
            "Slow.",
            String.valueOf(said.salt()));

    assertThat(other.sealed()).isNotEqualTo(said.sealed());
    assertThat(said.erased().sealed()).isEqualTo(said.sealed());
    assertThat(said.erased().erased()).isEqualTo(said.erased());
  }
}
