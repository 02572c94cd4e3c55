package dev.barometer.reporting.comment;

import java.util.Map;

/**
 * Told of comments that are gone: erased with the person, or taken back. It is told again where a
 * process dies in between, and where the topic is read anew.
 */
@FunctionalInterface
public interface CommentFollower {
  /** The revision of what is erased: it is newer than all. */
  long ERASED = Long.MAX_VALUE;

  /**
   * @param revisions in which nothing is said any more, by response id; {@link #ERASED} where
   *     nothing is left of it
   */
  void gone(Map<String, Long> revisions);
}
