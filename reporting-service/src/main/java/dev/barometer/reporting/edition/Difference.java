package dev.barometer.reporting.edition;

import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreView;
import dev.barometer.reporting.target.Yardstick;
import dev.barometer.reporting.ticket.ReportedTickets;
import dev.barometer.reporting.ticket.TicketList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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

  static final String TICKET = "ticket";
  private static final String ACTION = "action";

  /** What something is measured by; {@code of} says which metric. */
  public static final String TARGET = "target";

  /**
   * A place.
   *
   * @param of empty where it is the metric as a whole
   */
  record Where(Section section, String metric, String of) {}

  /** The places where contents differ, in the order of the sections. */
  static List<Difference> between(List<Content> before, List<Content> after) {
    Map<Where, Object> was = flat(before, listing(after));
    Map<Where, Object> is = flat(after, listing(before));
    if (areMeasured(before) && areMeasured(after)) {
      before.forEach(content -> addYardsticks(was, content));
      after.forEach(content -> addYardsticks(is, content));
    }
    return between(was, is);
  }

  /** The places where something else stands, in the order of the sections. */
  static List<Difference> between(Map<Where, Object> was, Map<Where, Object> is) {
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
    differences.sort(Comparator.comparing(Difference::section));
    return differences;
  }

  private static @Nullable Object told(@Nullable Object whole) {
    if (whole instanceof Content.Measure measure) {
      return new Value(measure.mean(), measure.n());
    }
    return whole instanceof ScoreView score ? Value.of(score) : whole;
  }

  /** What was collected before tickets were listed is not another one because they are now. */
  private static Set<Section> listing(List<Content> contents) {
    return contents.stream()
        .filter(one -> one.tickets() != null)
        .map(Content::section)
        .collect(Collectors.toSet());
  }

  private static Map<Where, Object> flat(List<Content> contents, Set<Section> listing) {
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
      ReportedTickets listed = listing.contains(section) ? content.tickets() : null;
      if (listed != null) {
        String which = section.lists().map(TicketList::label).orElse(TICKET);
        flat.put(new Where(section, which, ""), new Value((double) listed.count(), listed.count()));
        listed.items().forEach(one -> flat.put(new Where(section, TICKET, one.ticketId()), one));
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

  /** What was collected before there were targets lacks even the bands that are usual. */
  private static boolean areMeasured(List<Content> contents) {
    List<Content.Figure> usual =
        contents.stream()
            .flatMap(content -> content.figures().stream())
            .filter(one -> Metrics.find(one.metric()).flatMap(Yardstick::usual).isPresent())
            .toList();
    return usual.isEmpty() || usual.stream().anyMatch(one -> one.yardstick() != null);
  }

  private static void addYardsticks(Map<Where, Object> flat, Content content) {
    Section section = content.section();
    content.figures().forEach(one -> put(flat, section, one.metric(), one.yardstick()));
    content.trends().forEach(one -> put(flat, section, one.metric(), one.yardstick()));
  }

  private static void put(
      Map<Where, Object> flat, Section section, String metric, @Nullable Yardstick by) {
    if (by != null) {
      flat.put(new Where(section, TARGET, metric), by.unnumbered());
    }
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
