package dev.barometer.reporting.edition;

import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where two makings of the same report are not the same.
 *
 * @param section null of what belongs to no single one
 * @param metric of the figure; else what it is: a part of the frozen, such as {@code text}
 * @param of which line of a table, or which point of a trend; null of a figure
 * @param was what it said; null where it said nothing
 * @param is what it would say
 */
public record Difference(
    @Nullable Section section,
    String metric,
    @Nullable String of,
    @Nullable Object was,
    @Nullable Object is) {

  /** A number as it is compared. */
  public record Value(@Nullable Double value, long n) {
    static Value of(ScoreView score) {
      return new Value(score.value(), score.n());
    }
  }

  private static final String ACTION = "action";

  private record Where(Section section, String metric, String of) {}

  /** The places where contents differ, in the order of the sections. */
  static List<Difference> between(List<Content> before, List<Content> after) {
    Map<Where, Object> was = flat(before);
    Map<Where, Object> is = flat(after);
    Set<Where> places = new LinkedHashSet<>(was.keySet());
    places.addAll(is.keySet());
    List<Difference> differences = new ArrayList<>();
    for (Where place : places) {
      if (!Objects.equals(was.get(place), is.get(place))) {
        differences.add(
            new Difference(
                place.section(),
                place.metric(),
                place.of().isEmpty() ? null : place.of(),
                told(was.get(place)),
                told(is.get(place))));
      }
    }
    return differences;
  }

  private static @Nullable Object told(@Nullable Object whole) {
    if (whole instanceof Content.Measure measure) {
      return new Value(measure.mean(), measure.n());
    }
    return whole instanceof ScoreView score ? Value.of(score) : whole;
  }

  private static Map<Where, Object> flat(List<Content> contents) {
    Map<Where, Object> flat = new LinkedHashMap<>();
    for (Content content : contents) {
      Section section = content.section();
      content.figures().forEach(one -> flat.put(new Where(section, one.metric(), ""), one.score()));
      for (Content.Table table : content.tables()) {
        for (BreakdownItem item : table.items()) {
          String of = table.by() + (item.rest() ? "" : ":" + item.value());
          flat.put(new Where(section, table.metric(), of), item.score());
        }
      }
      content.actions().forEach(one -> flat.put(new Where(section, ACTION, one.actionId()), one));
      for (Content.Trend trend : content.trends()) {
        trend
            .points()
            .forEach(
                point ->
                    flat.put(
                        new Where(section, trend.metric(), trend.step() + ":" + point.from()),
                        point));
      }
    }
    for (Content content : contents) {
      content
          .measures()
          .forEach(one -> flat.put(new Where(content.section(), one.measure(), one.system()), one));
    }
    return flat;
  }

  /** The parts whose checksums are others. */
  static List<Difference> between(Seal before, Seal after) {
    Set<String> names = new LinkedHashSet<>(before.parts().keySet());
    names.addAll(after.parts().keySet());
    return names.stream()
        .filter(name -> !Objects.equals(before.parts().get(name), after.parts().get(name)))
        .map(name -> ofPart(name, before.parts().get(name), after.parts().get(name)))
        .toList();
  }

  private static Difference ofPart(String name, @Nullable String was, @Nullable String is) {
    int slash = name.indexOf('/');
    String part = slash < 0 ? name : name.substring(0, slash);
    String rest = slash < 0 ? "" : name.substring(slash + 1);
    Section section = Section.of(rest).orElse(null);
    return new Difference(section, part, section == null && !rest.isEmpty() ? rest : null, was, is);
  }
}
