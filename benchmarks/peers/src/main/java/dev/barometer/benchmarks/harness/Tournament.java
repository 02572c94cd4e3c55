package dev.barometer.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Lets the contestants of a row run in turn, there and back: A B, B A, A B. */
public final class Tournament {
  private final int repetitions;
  private final Consumer<String> progress;

  public Tournament(int repetitions, Consumer<String> progress) {
    this.repetitions = repetitions;
    this.progress = progress;
  }

  /**
   * One result per contestant, in the row's order. Who was wrong once, or could not run, has no
   * figures and runs no more.
   */
  public List<Result> play(Row row) throws InterruptedException {
    List<Entrant> entrants = row.contestants().stream().map(Entrant::new).toList();
    for (int repetition = 0; repetition < repetitions; repetition++) {
      List<Entrant> order = new ArrayList<>(entrants);
      if (repetition % 2 == 1) {
        Collections.reverse(order);
      }
      for (Entrant entrant : order) {
        if (entrant.failure.isEmpty()) {
          progress.accept(row.id() + " " + entrant.contestant.name() + ": " + entrant.run());
        }
      }
    }
    return entrants.stream().map(Entrant::result).toList();
  }

  private static final class Entrant {
    private final Contestant contestant;
    private final List<Trial> trials = new ArrayList<>();
    private String failure = "";

    private Entrant(Contestant contestant) {
      this.contestant = contestant;
    }

    /** Runs once more and says how it went. */
    private String run() throws InterruptedException {
      try {
        Trial trial = contestant.run();
        trials.add(trial);
        return Report.inWords(trial);
      } catch (InterruptedException e) {
        throw e;
      } catch (NotRunException e) {
        failure = "not run: " + e.getMessage();
      } catch (WrongResultException e) {
        failure = "wrong result: " + e.getMessage();
      } catch (Exception e) { // one that fails must not end the others; the report says it
        failure = "failed: " + e;
      }
      return failure;
    }

    private Result result() {
      return new Result(contestant.name(), failure.isEmpty() ? trials : List.of(), failure);
    }
  }
}
