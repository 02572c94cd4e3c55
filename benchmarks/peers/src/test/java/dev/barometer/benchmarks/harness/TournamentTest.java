package dev.barometer.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TournamentTest {
  private final List<String> order = new ArrayList<>();
  private final Tournament tournament = new Tournament(3, progress -> {});

  @Test
  void runsContestantsThereAndBack() throws Exception {
    tournament.play(row(runner("A"), runner("B")));

    assertThat(order).containsExactly("A", "B", "B", "A", "A", "B");
  }

  @Test
  void givesNoFigures_whenAResultWasWrongOnce() throws Exception {
    Contestant wrong =
        Contestant.of(
            "wrong",
            () -> {
              order.add("wrong");
              if (order.size() > 2) {
                WrongResultException.check("n", 30, 29);
              }
              return trial(1);
            });

    List<Result> results = tournament.play(row(runner("A"), wrong));

    assertThat(results.get(0).trials()).hasSize(3);
    assertThat(results.get(1).trials()).isEmpty();
    assertThat(results.get(1).failure()).isEqualTo("wrong result: n is 29, not 30");
    assertThat(order).containsExactly("A", "wrong", "wrong", "A", "A");
  }

  @Test
  void saysWhy_whenAContestantCannotRun() throws Exception {
    List<Result> results =
        tournament.play(row(runner("A"), Contestant.notRun("MongoDB", "no MongoDB server")));

    assertThat(results.get(1).failure()).isEqualTo("not run: no MongoDB server");
  }

  @Test
  void goesOnWithTheOthers_whenOneFails() throws Exception {
    Contestant failing =
        Contestant.of(
            "failing",
            () -> {
              throw new IllegalStateException("the process has ended");
            });

    List<Result> results = tournament.play(row(failing, runner("B")));

    assertThat(results.get(0).failure()).contains("the process has ended");
    assertThat(results.get(1).trials()).hasSize(3);
  }

  private Contestant runner(String name) {
    return Contestant.of(
        name,
        () -> {
          order.add(name);
          return trial(1);
        });
  }

  static Trial trial(int seconds) {
    Duration span = Duration.ofSeconds(seconds);
    return Trial.of(1_000_000, new Usage(span, Optional.of(span)));
  }

  private static Row row(Contestant... contestants) {
    return new Row("3a", "Rolling scores", "Counted by hand.", List.of(contestants));
  }
}
