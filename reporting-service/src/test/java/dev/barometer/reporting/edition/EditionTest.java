package dev.barometer.reporting.edition;

import static dev.barometer.reporting.edition.EditionFixtures.ANN;
import static dev.barometer.reporting.edition.EditionFixtures.BO;
import static dev.barometer.reporting.edition.EditionFixtures.KNOWN;
import static dev.barometer.reporting.edition.EditionFixtures.PARAMETERS;
import static dev.barometer.reporting.edition.EditionFixtures.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An edition goes one way, and nobody approves his own. */
class EditionTest {
  private static final List<Edition.Remark> REMARKS =
      List.of(new Edition.Remark(Section.SLA, "Say what changed."));

  private static Edition draft() {
    return Edition.planned("r-1", PLAN, ANN, KNOWN).collected(List.of(), PARAMETERS, "1.0", KNOWN);
  }

  private static Edition published() {
    return draft()
        .written(Section.SLA, "Nights were not covered.", ANN, KNOWN)
        .submitted(ANN, KNOWN)
        .approved(BO, KNOWN)
        .published("sha256:0", ANN, KNOWN);
  }

  @Test
  void isApprovedByAnotherThanWhoWroteOrSubmitted() {
    Edition writtenByBo = draft().written(Section.SLA, "Nights.", BO, KNOWN).submitted(ANN, KNOWN);

    assertThatThrownBy(() -> writtenByBo.approved(ANN, KNOWN)).isInstanceOf(NotOpenException.class);
    assertThatThrownBy(() -> writtenByBo.approved(BO, KNOWN)).isInstanceOf(NotOpenException.class);
    assertThat(draft().submitted(ANN, KNOWN).approved(BO, KNOWN).status())
        .isEqualTo(Status.APPROVED);
  }

  @Test
  void isNotApprovedByWhoWroteItsWordsInAnEditionBefore() {
    Edition next =
        published()
            .corrected("r-2", "Late tickets.", BO, KNOWN)
            .collected(List.of(), PARAMETERS, "1.0", KNOWN);
    Edition third =
        next.submitted(BO, KNOWN)
            .approved(new Step.Person("staff:cy", "Cy"), KNOWN)
            .published("sha256:0", BO, KNOWN)
            .corrected("r-3", "Later ones.", BO, KNOWN)
            .collected(List.of(), PARAMETERS, "1.0", KNOWN)
            .submitted(BO, KNOWN);

    assertThat(next.submitted(BO, KNOWN).mayBeApprovedBy(ANN)).isFalse();
    assertThatThrownBy(() -> third.approved(ANN, KNOWN)).isInstanceOf(NotOpenException.class);
  }

  @Test
  void isApprovedAndGivenBackByItsReviewersAlone_whereItHasSome() {
    Plan reviewedByBo =
        new Plan(
            PLAN.title(),
            PLAN.scope(),
            PLAN.from(),
            PLAN.to(),
            null,
            null,
            PLAN.sections(),
            PLAN.languages(),
            List.of("bo"),
            List.of());
    Step.Person cy = new Step.Person("staff:cy", "Cy");
    Step.Person tokenOfBo = new Step.Person("bo", "Bo");
    Edition inReview =
        Edition.planned("r-1", reviewedByBo, ANN, KNOWN)
            .collected(List.of(), PARAMETERS, "1.0", KNOWN)
            .submitted(ANN, KNOWN);

    for (Step.Person other : List.of(ANN, cy, tokenOfBo)) {
      assertThatThrownBy(() -> inReview.approved(other, KNOWN))
          .isInstanceOf(NotReviewerException.class)
          .hasMessageContaining("bo");
      assertThatThrownBy(() -> inReview.returned(REMARKS, other, KNOWN))
          .isInstanceOf(NotReviewerException.class);
    }
    assertThat(inReview.approved(BO, KNOWN).status()).isEqualTo(Status.APPROVED);
    assertThat(inReview.returned(REMARKS, BO, KNOWN).status()).isEqualTo(Status.DRAFT);
    Edition written =
        inReview
            .returned(REMARKS, BO, KNOWN)
            .written(Section.SLA, "Nights.", BO, KNOWN)
            .submitted(ANN, KNOWN);
    assertThatThrownBy(() -> written.approved(BO, KNOWN)).isInstanceOf(NotOpenException.class);
  }

  @Test
  void tellsTheRemarksUntilItIsApproved() {
    Edition returned = draft().submitted(ANN, KNOWN).returned(REMARKS, BO, KNOWN);

    assertThat(returned.status()).isEqualTo(Status.DRAFT);
    assertThat(returned.remarks()).isEqualTo(REMARKS);
    Edition approved = returned.submitted(ANN, KNOWN).approved(BO, KNOWN);
    assertThat(approved.remarks()).isEmpty();
    assertThat(approved.history())
        .extracting(Step::what)
        .containsExactly(
            Step.What.PLANNED,
            Step.What.COLLECTED,
            Step.What.SUBMITTED,
            Step.What.RETURNED,
            Step.What.SUBMITTED,
            Step.What.APPROVED);
  }

  @Test
  void isPutRightByANewEditionWithItsTexts() {
    Edition next = published().corrected("r-2", "Seven came late.", BO, KNOWN);

    assertThat(next.number()).isEqualTo(2);
    assertThat(next.corrects()).isEqualTo("r-1");
    assertThat(next.status()).isEqualTo(Status.COLLECTING);
    assertThat(next.texts()).containsEntry(Section.SLA, "Nights were not covered.");
    assertThat(next.checksum()).isNull();
    assertThat(next.contents()).isEmpty();
  }

  @Test
  void staysTheSame_whenTheSameIsWrittenOnceMore() {
    Edition written = draft().written(Section.SLA, "Nights.", ANN, KNOWN);

    assertThat(written.written(Section.SLA, "Nights.", BO, KNOWN)).isSameAs(written);
  }

  /** Whatever is tried in whatever order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void goesOneWay(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      Edition now = Edition.planned("r-1", PLAN, ANN, KNOWN);
      for (int i = 0; i < 30; i++) {
        Step.Person by = random.nextBoolean() ? ANN : BO;
        Edition before = now;
        now = tried(now, move(random, by));
        if (now != before) {
          isLegal(before, now);
        }
      }
    }
  }

  private static UnaryOperator<Edition> move(Random random, Step.Person by) {
    return switch (random.nextInt(6)) {
      case 0 -> one -> one.collected(List.of(), PARAMETERS, "1.0", KNOWN);
      case 1 -> one -> one.written(Section.SLA, "t" + random.nextInt(), by, KNOWN);
      case 2 -> one -> one.submitted(by, KNOWN);
      case 3 -> one -> one.returned(REMARKS, by, KNOWN);
      case 4 -> one -> one.approved(by, KNOWN);
      default -> one -> one.published("sha256:0", by, KNOWN);
    };
  }

  private static Edition tried(Edition now, UnaryOperator<Edition> move) {
    try {
      return move.apply(now);
    } catch (NotOpenException refused) {
      assertThat(refused).message().isNotBlank();
      return now;
    }
  }

  private static void isLegal(Edition before, Edition after) {
    assertThat(before.status()).isNotEqualTo(Status.PUBLISHED);
    assertThat(after.revision()).isEqualTo(before.revision() + 1);
    assertThat(after.history())
        .hasSize(before.history().size() + 1)
        .startsWith(before.history().toArray(new Step[0]));
    Step last = after.history().get(after.history().size() - 1);
    if (last.what() == Step.What.APPROVED) {
      Set<Step.What> work = EnumSet.of(Step.What.WRITTEN, Step.What.SUBMITTED);
      assertThat(before.history())
          .filteredOn(step -> work.contains(step.what()))
          .extracting(Step::by)
          .doesNotContain(last.by());
    }
    assertThat(after.checksum() != null).isEqualTo(after.status() == Status.PUBLISHED);
  }
}
