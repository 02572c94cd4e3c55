package dev.barometer.survey.builder;

import dev.barometer.contract.survey.Cuts;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Scale;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which points are good and bad, as they were typed.
 *
 * @param scale whose points they are
 */
record CutForm(String scale, String positive, String neutral, String negative) {

  /** As the survey has them, or else as the scale does. */
  static CutForm of(Scale scale, @Nullable Cuts own) {
    Cuts cuts = own == null ? usual(scale) : own;
    return new CutForm(
        scale.id(), typed(cuts.positive()), typed(cuts.neutral()), typed(cuts.negative()));
  }

  private static Cuts usual(Scale scale) {
    return new Cuts(
        points(scale, PointClass.POSITIVE),
        points(scale, PointClass.NEUTRAL),
        points(scale, PointClass.NEGATIVE));
  }

  private static List<Integer> points(Scale scale, PointClass wanted) {
    return IntStream.rangeClosed(scale.lowest(), scale.highest())
        .filter(point -> scale.classOf(point) == wanted)
        .boxed()
        .toList();
  }

  private static String typed(List<Integer> points) {
    return points.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** Null where they are those of the scale. What is no number becomes one that no scale has. */
  @Nullable Cuts toCuts(Scale of) {
    Cuts typed = new Cuts(numbers(positive), numbers(neutral), numbers(negative));
    return typed.equals(usual(of)) ? null : typed;
  }

  private static List<Integer> numbers(String text) {
    return Arrays.stream(text.split("[,，、\\s]+"))
        .filter(one -> !one.isEmpty())
        .map(one -> one.matches("\\d{1,3}") ? Integer.valueOf(one) : Integer.valueOf(-1))
        .sorted()
        .toList();
  }
}
