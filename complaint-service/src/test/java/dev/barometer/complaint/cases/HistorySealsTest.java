package dev.barometer.complaint.cases;

import static dev.barometer.complaint.CaseFixtures.SEALS;
import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.CaseFixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class HistorySealsTest {
  private static final Actor KIM = new Actor("token:Kim", "Kim");

  private final List<Entry> history = sealed();

  private static List<Entry> sealed() {
    var moves = new CaseMoves(CaseFixtures.BOOK);
    Case here = SEALS.sealed(openCase("C-1"));
    here = SEALS.sealed(moves.note(here, KIM, MONDAY, "One."));
    here = SEALS.sealed(moves.acknowledge(here, KIM, MONDAY, "Two."));
    here = SEALS.sealed(moves.assess(here, KIM, MONDAY, Severity.SEVERE, "complaint", "Three."));
    return here.handling().history();
  }

  private static Optional<Integer> broken(List<Entry> changed) {
    return SEALS.firstBroken("C-1", changed, 5, sealed().get(4).seal());
  }

  @Test
  void holds_asItWasWritten_andWithoutTheNotesOfWhoWasErased() {
    assertThat(history).hasSize(5);
    assertThat(broken(history)).isEmpty();
    assertThat(broken(history.stream().map(Entry::withoutNote).toList())).isEmpty();
  }

  @Test
  void isBrokenWhereAnyEntryIsAnother() {
    List<UnaryOperator<Entry>> tampering =
        List.of(
            e -> entry(e, e.number() + 1, e.who(), e.by(), e.what(), e.note(), e.details(), 0),
            e -> entry(e, e.number(), "Ann", e.by(), e.what(), e.note(), e.details(), 0),
            e -> entry(e, e.number(), e.who(), "token:Ann", e.what(), e.note(), e.details(), 0),
            e -> entry(e, e.number(), e.who(), e.by(), "withdrawn", e.note(), e.details(), 0),
            e -> entry(e, e.number(), e.who(), e.by(), e.what(), "Other words.", e.details(), 0),
            e -> entry(e, e.number(), e.who(), e.by(), e.what(), e.note(), Map.of("x", "y"), 0),
            e -> entry(e, e.number(), e.who(), e.by(), e.what(), e.note(), e.details(), 1));
    for (int i = 0; i < history.size(); i++) {
      for (UnaryOperator<Entry> how : tampering) {
        List<Entry> changed = new ArrayList<>(history);
        changed.set(i, how.apply(history.get(i)));
        assertThat(broken(changed)).contains(i + 1);
      }
    }
  }

  private static Entry entry(
      Entry was,
      int number,
      String who,
      String by,
      String what,
      String note,
      Map<String, String> details,
      int later) {
    return new Entry(
        number,
        was.at().plusMillis(later),
        who,
        by,
        what,
        note,
        details,
        was.noteHash(),
        was.seal());
  }

  @Test
  void isBrokenWhereAnyEntryIsTakenOut_orTwoChangePlaces() {
    for (int i = 0; i < history.size(); i++) {
      List<Entry> without = new ArrayList<>(history);
      without.remove(i);
      assertThat(broken(without)).contains(i + 1);
      if (i > 0) {
        List<Entry> swapped = new ArrayList<>(history);
        swapped.set(i, history.get(i - 1));
        swapped.set(i - 1, history.get(i));
        assertThat(broken(swapped)).contains(i);
      }
    }
  }

  @Test
  void isBroken_whenItIsSealedAnewByWhoDoesNotHaveTheKey() {
    var others = new HistorySeals(List.of("another key".getBytes(UTF_8)));
    Case forged = others.sealed(openCase("C-1"));

    assertThat(SEALS.firstBroken("C-1", forged.handling().history(), 0, null)).contains(1);
    assertThat(SEALS.firstBroken("C-2", history, 0, null)).as("of another case").contains(1);
  }
}
