package dev.barometer.reporting.comment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comments, newest first.
 *
 * @param status {@code ok}, or {@code not-enough-data} where too few wrote to show any
 * @param next what to ask the next page with; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommentPage(String status, List<CommentView> items, @Nullable String next) {
  static final CommentPage HIDDEN = new CommentPage("not-enough-data", List.of(), null);

  public CommentPage {
    items = List.copyOf(items);
  }
}
