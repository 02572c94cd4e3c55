package dev.barometer.benchmarks.rolling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.benchmarks.rival.HourBuckets;
import dev.barometer.benchmarks.rolling.Ratings.Score;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.score.ScopeScores.Rolling;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last that was published of each window, by its length and end. */
final class PublishedScores {
  private record Window(String label, long end) {}

  private final Map<Window, Score> scores = new HashMap<>();
  private long latestEnd;

  /** What a peer tells: the window, its end, n and the score. */
  void readText(ConsumerRecord<String, byte[]> record) {
    String[] parts = new String(record.value(), UTF_8).split(";");
    long n = Long.parseLong(parts[1]);
    put(record.key(), Long.parseLong(parts[0]), Score.ofValue(n, Double.parseDouble(parts[2])));
  }

  /** What Barometer tells of the scope of all. */
  void readScores(ConsumerRecord<String, byte[]> record) {
    if (!record.key().equals("all")) {
      return;
    }
    ScopeScores published = FactJson.read(record.value(), ScopeScores.class);
    long end = published.at().toEpochMilli() + HourBuckets.HOUR;
    published
        .windows()
        .forEach(
            (label, rolling) ->
                rolling.stream()
                    .filter(score -> score.metric().equals("nps"))
                    .forEach(score -> put(label, end, scoreOf(score))));
  }

  /** Under the minimum n there is no value; then the balance is not published. */
  private static Score scoreOf(Rolling rolling) {
    Double value = rolling.value();
    return Score.ofValue(rolling.n(), value == null ? 0 : value);
  }

  private void put(String label, long end, Score score) {
    scores.put(new Window(label, end), score);
    latestEnd = Math.max(latestEnd, end);
  }

  long latestEnd() {
    return latestEnd;
  }

  /** Compares the windows that end at a time with the first so many ratings. */
  void check(Ratings ratings, int size, long end) throws WrongResultException {
    for (Map.Entry<String, Integer> window : HourBuckets.WINDOWS.entrySet()) {
      long start = end - Duration.ofHours(window.getValue()).toMillis();
      Score published = scores.getOrDefault(new Window(window.getKey(), end), new Score(0, 0));
      WrongResultException.check(
          "the score of " + window.getKey(), ratings.score(size, start, end), published);
    }
  }
}
