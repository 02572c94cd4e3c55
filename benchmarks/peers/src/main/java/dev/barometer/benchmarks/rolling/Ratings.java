package dev.barometer.benchmarks.rolling;

import dev.barometer.benchmarks.harness.Feed.Item;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.Topics;
import dev.barometer.starter.json.FactJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Responses that say one NPS and nothing of where they belong, in the order of their times, and the
 * scores that a computation over all of them gives.
 */
final class Ratings {
  private static final long SEED = 42;

  private final long[] times;
  private final int[] points;

  private Ratings(long[] times, int[] points) {
    this.times = times;
    this.points = points;
  }

  /** So many, evenly from one time until before another. */
  static Ratings between(Instant from, Instant to, int size) {
    Random random = new Random(SEED);
    long[] times = new long[size];
    int[] points = new int[size];
    double step = (to.toEpochMilli() - from.toEpochMilli()) / (double) size;
    for (int i = 0; i < size; i++) {
      times[i] = from.toEpochMilli() + (long) (i * step);
      points[i] = random.nextInt(11);
    }
    return new Ratings(times, points);
  }

  /** How many are earlier than a time. */
  int before(Instant time) {
    int at = Arrays.binarySearch(times, time.toEpochMilli());
    return at < 0 ? -at - 1 : at;
  }

  /** A part of them, as records. */
  List<Item> items(int from, int to) {
    List<Item> items = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      Answer answer = new Answer("recommend", "nps", "0-10", points[i], null, null);
      items.add(item("r" + i, Instant.ofEpochMilli(times[i]), List.of(answer)));
    }
    return items;
  }

  /**
   * A response without a rating: whoever lets windows end by event time learns the time from it.
   */
  static Item timeGoesOn(Instant at) {
    return item("time-" + at, at, List.of());
  }

  private static Item item(String id, Instant at, List<Answer> answers) {
    Response response =
        Response.builder(id)
            .revision(1)
            .surveyId("after-ticket")
            .surveyVersion(1)
            .submittedAt(at)
            .channel("web")
            .locale("en")
            .answers(answers)
            .build();
    return new Item(Topics.RESPONSES, id, FactJson.write(response));
  }

  /** What the score over the first so many ratings is, for the window that ends at a time. */
  Score score(int size, long start, long end) {
    long n = 0;
    long promoters = 0;
    long detractors = 0;
    for (int i = 0; i < size; i++) {
      if (times[i] >= start && times[i] < end) {
        n++;
        if (points[i] > 8) {
          promoters++;
        } else if (points[i] < 7) {
          detractors++;
        }
      }
    }
    return new Score(n, promoters - detractors);
  }

  /** An NPS as whole numbers: the balance is promoters less detractors. */
  record Score(long n, long balance) {
    static Score ofValue(long n, double value) {
      return new Score(n, n == 0 ? 0 : Math.round(value * n / 100));
    }
  }
}
