package dev.barometer.starter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is longer.
 *
 * @param next the cursor that gives the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CursorPage<T>(List<T> items, @Nullable String next) {
  public CursorPage {
    items = List.copyOf(items);
  }

  /**
   * Of one item more than a page holds, where there are more: that tells whether there is a next
   * page.
   *
   * @param cursor the text that stands for an item
   */
  public static <T> CursorPage<T> of(List<T> found, int limit, Function<T, String> cursor) {
    return found.size() <= limit
        ? new CursorPage<>(found, null)
        : new CursorPage<>(found.subList(0, limit), cursor.apply(found.get(limit - 1)));
  }

  /** The same page of what the items are shown as. */
  public <R> CursorPage<R> map(Function<T, R> view) {
    return new CursorPage<>(items.stream().map(view).toList(), next);
  }

  /** How many items are asked for; refused where that is none, or more than a page may hold. */
  public static int limit(int asked, int most) {
    if (asked < 1 || asked > most) {
      throw new InvalidRequestException("limit", "must be between 1 and " + most);
    }
    return asked;
  }
}
