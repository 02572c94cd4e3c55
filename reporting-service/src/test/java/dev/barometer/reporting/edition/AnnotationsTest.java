package dev.barometer.reporting.edition;

import static dev.barometer.reporting.edition.EditionFixtures.ANN;
import static dev.barometer.reporting.edition.EditionFixtures.BO;
import static dev.barometer.reporting.edition.EditionFixtures.FROM;
import static dev.barometer.reporting.edition.EditionFixtures.KNOWN;
import static dev.barometer.reporting.edition.EditionFixtures.PARAMETERS;
import static dev.barometer.reporting.edition.EditionFixtures.PLAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.reporting.ticket.ReportedTicket;
import dev.barometer.starter.json.FactJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people write of tickets, and quote, is part of what is signed. */
class AnnotationsTest {
  private static final ReportedTicket TICKET =
      new ReportedTicket("INC1", "P1", "incident", FROM, FROM.plusSeconds(60), 60L);
  private static final Note NOTE =
      new Note(TICKET, "cause", "effect", "prevention", "measure", link("A-1", "Rota"));
  private static final Quote QUOTE = Quote.of("r1", 3, FROM, "en", "Slow at night.", "salt");

  private static Note.ActionLink link(String id, String title) {
    return new Note.ActionLink(id, title);
  }

  private static Edition draft() {
    Recorder recorder = new Recorder(new EditionFixtures.Known());
    return Edition.planned("r-1", PLAN, ANN, KNOWN)
        .collected(Composition.of(PLAN, recorder, PARAMETERS), PARAMETERS, "1.0", KNOWN);
  }

  private static Edition with(Note note, Quote quote) {
    return draft()
        .written(Section.SLA, new Writing(null, List.of(note), null), ANN, KNOWN)
        .written(Section.SATISFACTION, new Writing(null, null, List.of(quote)), ANN, KNOWN);
  }

  private static Seal seal(Edition edition) {
    Recorder recorder = new Recorder(new EditionFixtures.Known());
    Composition.of(PLAN, recorder, PARAMETERS);
    return Seal.of(edition, recorder.inputs(), FactJson::write);
  }

  @Test
  void anyOtherWordIsAnotherSeal_andItIsSaidWhichPartItIs() {
    Seal seal = seal(with(NOTE, QUOTE));
    List<Note> others =
        List.of(
            new Note(TICKET, "x", "effect", "prevention", "measure", link("A-1", "Rota")),
            new Note(TICKET, "cause", "x", "prevention", "measure", link("A-1", "Rota")),
            new Note(TICKET, "cause", "effect", "x", "measure", link("A-1", "Rota")),
            new Note(TICKET, "cause", "effect", "prevention", "x", link("A-1", "Rota")),
            new Note(TICKET, "cause", "effect", "prevention", "measure", link("A-1", "x")),
            new Note(TICKET, "cause", "effect", "prevention", "measure", null),
            NOTE.of(new ReportedTicket("INC1", "P1", "incident", FROM, null, null)));

    for (Note other : others) {
      Seal otherSeal = seal(with(other, QUOTE));
      assertThat(otherSeal.checksum()).isNotEqualTo(seal.checksum());
      assertThat(Difference.between(seal, otherSeal))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.section()).isEqualTo(Section.SLA);
                assertThat(one.metric()).isEqualTo("notes");
              });
    }
    Quote otherWords = Quote.of("r1", 3, FROM, "en", "Slow at noon.", "salt");
    assertThat(Difference.between(seal, seal(with(NOTE, otherWords))))
        .extracting(Difference::metric, Difference::of)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("comment", "r1"));
  }

  @Test
  void whatIsErasedKeepsItsSeal_andNothingOfWhatWasSaid() {
    Edition whole = with(NOTE, QUOTE);
    Edition published =
        whole
            .submitted(ANN, KNOWN)
            .approved(BO, KNOWN)
            .published(seal(whole).checksum(), ANN, KNOWN)
            .erased(Map.of("r1", 4L), KNOWN);

    assertThat(seal(published)).isEqualTo(seal(whole));
    assertThat(published.checksum()).isEqualTo(seal(whole).checksum());
    assertThat(new String(FactJson.write(published), UTF_8)).doesNotContain("Slow", "salt\":\"");
    assertThat(published.erased(Map.of("r1", 4L), KNOWN)).isSameAs(published);
  }

  @Test
  void standsWhereAnOlderRevisionSaysNothing() {
    Edition edition = with(NOTE, QUOTE);

    assertThat(edition.erased(Map.of("r1", 3L, "r2", Long.MAX_VALUE), KNOWN)).isSameAs(edition);
    assertThat(edition.erased(Map.of("r1", 4L), KNOWN).noted().comments()).isEmpty();
  }

  @Test
  void isKeptAsItIs_andTakesNoPlaceWhereThereIsNone() {
    Edition edition = with(NOTE, QUOTE);

    assertThat(FactJson.read(FactJson.write(edition), Edition.class)).isEqualTo(edition);
    assertThat(new String(FactJson.write(draft()), UTF_8)).doesNotContain("annotations");
    assertThat(seal(draft()).parts().keySet())
        .noneMatch(part -> part.startsWith("notes") || part.startsWith("comment"));
  }

  @Test
  void isWrittenInADraftAlone_andBySomebodyWhoDoesNotApproveIt() {
    Edition inReview =
        draft()
            .written(Section.SLA, new Writing(null, List.of(NOTE), null), BO, KNOWN)
            .submitted(ANN, KNOWN);

    assertThatThrownBy(
            () -> inReview.written(Section.SLA, new Writing(null, List.of(), null), ANN, KNOWN))
        .isInstanceOf(NotOpenException.class);
    assertThat(inReview.mayBeApprovedBy(BO)).isFalse();
  }

  @Test
  void staysTheSame_whereTheSameIsWrittenOnceMore() {
    Edition edition = with(NOTE, QUOTE);

    assertThat(edition.written(Section.SLA, new Writing(null, List.of(NOTE), null), BO, KNOWN))
        .isSameAs(edition);
  }
}
