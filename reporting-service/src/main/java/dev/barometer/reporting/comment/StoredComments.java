package dev.barometer.reporting.comment;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.starter.web.Cursor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where comments are read from: MongoDB, or a list in a test. */
interface StoredComments {
  /** The newest comments first, those after the cursor where there is one. */
  List<Comment> newest(CommentFilter filter, @Nullable Cursor after, int limit);

  /** Whether at least so many comments match. */
  boolean hasAtLeast(int number, CommentFilter filter);

  long count(CommentFilter filter);

  /** Those of these that match, by response id. */
  Map<String, ChosenComment> find(CommentFilter filter, Collection<String> responseIds);

  /** How many comments there are about each of these values; values without any are absent. */
  Map<String, Long> countBy(Dimension dimension, Set<String> values);
}
