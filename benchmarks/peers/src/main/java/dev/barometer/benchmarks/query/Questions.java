package dev.barometer.benchmarks.query;

import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.benchmarks.history.BatchTallies;
import dev.barometer.benchmarks.history.History;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Tally;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** What is asked, drawn from the question's number, and what must come out. */
final class Questions {
  private static final int[] DAYS = {1, 7, 30};
  private static final int CHECKED = 200;
  private static final Measure NPS = new Measure("nps", "0-10");

  private final List<String> scopes;
  private final Map<String, Long> byScopeAndDay = new HashMap<>();
  private final LocalDate end;

  /** The NPS of a scope over days, the last exclusive. */
  record Question(String scope, LocalDate from, LocalDate to) {}

  Questions(History history) {
    BatchTallies batch = new BatchTallies();
    batch.count(history);
    TreeSet<String> known = new TreeSet<>();
    batch
        .byKey()
        .forEach(
            (key, tallies) -> {
              Tally nps = tallies.byMeasure().get(NPS);
              if (nps != null && key.charAt(key.lastIndexOf('|') + 1) == 'd') {
                known.add(key.substring(0, key.lastIndexOf('|')));
                byScopeAndDay.put(key, nps.n());
              }
            });
    scopes = List.copyOf(known);
    end = history.endDay();
  }

  Question of(int number) {
    SplittableRandom random = new SplittableRandom(number);
    int days = DAYS[random.nextInt(DAYS.length)];
    return new Question(scopes.get(random.nextInt(scopes.size())), end.minusDays(days), end);
  }

  private long expected(Question question) {
    return question
        .from()
        .datesUntil(question.to())
        .mapToLong(day -> byScopeAndDay.getOrDefault(question.scope() + "|d" + day, 0L))
        .sum();
  }

  /** Compares the number of observations of many answers with the batch computation's. */
  void check(OpenLoop.Question question) throws Exception {
    for (int number = 0; number < CHECKED; number++) {
      Question asked = of(number);
      WrongResultException.check("n of " + asked, expected(asked), question.ask(number));
    }
  }
}
