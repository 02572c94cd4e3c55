package dev.barometer.reporting.comment;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The comments, as far as they may be shown. */
public final class Comments {
  /** So many never write: no comment is shown. */
  static final int NEVER = Integer.MAX_VALUE;

  private final StoredComments store;
  private final int minimum;

  /** Takes how many must have written before any of it is shown. */
  Comments(StoredComments store, int minimum) {
    this.store = store;
    this.minimum = minimum;
  }

  /** A page of a scope's comments within a period, after the cursor where there is one. */
  public CommentPage page(Scope scope, @Nullable Period period, @Nullable Cursor after, int limit) {
    CommentFilter filter = new CommentFilter(scope, period);
    if (minimum == NEVER || !store.hasAtLeast(minimum, filter)) {
      return CommentPage.HIDDEN;
    }
    CursorPage<Comment> page =
        CursorPage.of(
            store.newest(filter, after, limit + 1),
            limit,
            last -> new Cursor(last.submittedAt(), last.responseId()).toString());
    Map<String, Long> services = crowds(Dimension.SERVICE, page.items());
    Map<String, Long> teams = crowds(Dimension.TEAM, page.items());
    CursorPage<CommentView> shown =
        page.map(
            comment ->
                view(
                    comment,
                    named(Dimension.SERVICE, comment, services),
                    named(Dimension.TEAM, comment, teams)));
    return new CommentPage("ok", shown.items(), shown.next());
  }

  /**
   * Those of these that somebody may quote, by response id: of this scope and period, among enough
   * others.
   */
  public Map<String, ChosenComment> chosen(
      Scope scope, Period period, Collection<String> responseIds) {
    CommentFilter filter = new CommentFilter(scope, period);
    return minimum == NEVER || !store.hasAtLeast(minimum, filter)
        ? Map.of()
        : store.find(filter, responseIds);
  }

  /** How many there are of a scope within a period: to be told where a page of them is shown. */
  long count(Scope scope, Period period) {
    return store.count(new CommentFilter(scope, period));
  }

  private Map<String, Long> crowds(Dimension dimension, List<Comment> comments) {
    Set<String> values =
        comments.stream()
            .map(comment -> comment.context().get(dimension))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return values.isEmpty() ? Map.of() : store.countBy(dimension, values);
  }

  private @Nullable String named(Dimension dimension, Comment comment, Map<String, Long> crowds) {
    String value = comment.context().get(dimension);
    return value != null && crowds.getOrDefault(value, 0L) >= minimum ? value : null;
  }

  private static CommentView view(
      Comment comment, @Nullable String service, @Nullable String team) {
    return new CommentView(
        comment.responseId(),
        comment.submittedAt(),
        comment.channel(),
        comment.locale(),
        service,
        team,
        comment.ratings(),
        comment.texts());
  }
}
