package dev.barometer.benchmarks.history;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Scale;
import dev.barometer.metrics.Tallies;
import dev.barometer.starter.json.FactJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The independent batch computation: counts what each response says in the end, with no revision,
 * difference or state. It writes scopes and buckets down in its own way.
 */
public final class BatchTallies {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("'h'uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("'d'uuuu-MM-dd").withZone(ZoneOffset.UTC);

  private final Map<String, Tallies> byKey = new HashMap<>();

  public void count(History history) {
    for (int number = 0; number < history.count(); number++) {
      count(history, number);
    }
  }

  /** Counts one response, unless it is withdrawn in the end. */
  public void count(History history, int number) {
    if (history.isWithdrawn(number)) {
      return;
    }
    Response response = history.last(number);
    List<Observation> observations = observations(response);
    String hour = "|" + HOUR.format(response.submittedAt());
    String day = "|" + DAY.format(response.submittedAt());
    for (String scope : scopes(response.context())) {
      for (String key : List.of(scope + hour, scope + day)) {
        Tallies tallies = byKey.computeIfAbsent(key, none -> new Tallies());
        observations.forEach(tallies::add);
      }
    }
  }

  private static List<Observation> observations(Response response) {
    Instant at = response.submittedAt();
    List<Observation> observations = new ArrayList<>();
    observations.add(Observation.volume("responses", at));
    for (Answer answer : response.answers()) {
      Integer point = answer.value();
      String metric = answer.metric();
      String scale = answer.scale();
      if (metric == null || scale == null || point == null) {
        throw new IllegalArgumentException("no point of a scale: " + answer);
      }
      Scale known = Scale.find(Metrics.find(metric).orElseThrow(), scale).orElseThrow();
      observations.add(Observation.choice(metric, scale, point, known.classOf(point), at));
    }
    return observations;
  }

  /** All, each dimension of its own, and the three pairs that are scored by default. */
  public static List<String> scopes(Context context) {
    List<String> scopes = new ArrayList<>();
    scopes.add("all");
    scopes.add("survey:" + History.SURVEY);
    one(scopes, "service", context.service());
    one(scopes, "team", context.team());
    one(scopes, "agent", context.agent());
    one(scopes, "channel", context.channel());
    one(scopes, "priority", context.priority());
    one(scopes, "category", context.category());
    one(scopes, "organization", context.organization());
    one(scopes, "location", context.location());
    scopes.add("team:" + context.team() + ",agent:" + context.agent());
    scopes.add("service:" + context.service() + ",channel:" + context.channel());
    scopes.add("service:" + context.service() + ",team:" + context.team());
    return scopes;
  }

  private static void one(List<String> scopes, String dimension, @Nullable String value) {
    scopes.add(dimension + ":" + value);
  }

  public Map<String, Tallies> byKey() {
    return byKey;
  }

  /** What must stand on the topic of tallies in the end, byte by byte. */
  public Map<String, byte[]> records() {
    Map<String, byte[]> records = new HashMap<>(byKey.size() * 2);
    byKey.forEach(
        (key, tallies) -> {
          int bar = key.lastIndexOf('|');
          records.put(
              key,
              FactJson.write(
                  ScopeTallies.of(key.substring(0, bar), key.substring(bar + 1), tallies)));
        });
    return records;
  }
}
