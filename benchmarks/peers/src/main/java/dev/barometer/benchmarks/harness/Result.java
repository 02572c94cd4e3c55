package dev.barometer.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a row's contestant showed.
 *
 * @param trials empty where {@code failure} says why there are none
 */
public record Result(String contestant, List<Trial> trials, String failure) {
  public Result {
    trials = List.copyOf(trials);
  }

  /** The values of each measure over all trials. */
  Map<String, Sample> samples() {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (Trial trial : trials) {
      trial
          .measures()
          .forEach(
              (measure, value) ->
                  values.computeIfAbsent(measure, none -> new ArrayList<>()).add(value));
    }
    Map<String, Sample> samples = new LinkedHashMap<>();
    values.forEach((measure, all) -> samples.put(measure, new Sample(all)));
    return samples;
  }
}
