package dev.barometer.reporting.edition;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which part of what a team closed one agent closed. It follows from the figures beside it, so it
 * is frozen with them.
 *
 * @param agent null of what names none
 * @param n what he closed
 * @param of what the whole scope closed
 * @param percent {@code 100 n / of}, from 0 to 100
 */
public record Share(@Nullable String agent, long n, long of, double percent) {
  private static final String CLOSED = Metrics.TICKETS_CLOSED.id();
  private static final int WHOLE = 100;

  /** Whether these are the closed tickets by agent, which have shares. */
  public static boolean isOf(Content.Table table) {
    return table.metric().equals(CLOSED) && table.by().equals(Dimension.AGENT.label());
  }

  /** One a line of the table; empty where there is no such table, or nothing was closed. */
  public static List<Share> of(Content content) {
    return content.tables().stream()
        .filter(table -> isOf(table) && isWithin(content, table))
        .flatMap(table -> table.items().stream().flatMap(item -> of(content, item).stream()))
        .toList();
  }

  private static Optional<Share> of(Content content, BreakdownItem item) {
    long whole = whole(content);
    return Stream.of(item.score())
        .filter(score -> score.hasValue() && whole > 0)
        .map(score -> new Share(item.value(), score.n(), whole, (double) WHOLE * score.n() / whole))
        .findFirst();
  }

  private static long whole(Content content) {
    return content.figures().stream()
        .filter(one -> one.metric().equals(CLOSED))
        .map(Content.Figure::score)
        .filter(ScoreView::hasValue)
        .mapToLong(ScoreView::n)
        .sum();
  }

  /** Parts and whole can be of two readings, where facts came in all the while. */
  private static boolean isWithin(Content content, Content.Table table) {
    return table.items().stream().mapToLong(item -> item.score().n()).sum() <= whole(content);
  }
}
