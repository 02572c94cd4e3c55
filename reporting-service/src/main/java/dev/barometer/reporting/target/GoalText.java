package dev.barometer.reporting.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a score is measured by, in words.
 *
 * @param text what is to be reached, and whether it is
 * @param verdict as it travels; null where none can be told
 * @param notes its source, and what else stands with it
 */
public record GoalText(String text, @Nullable String verdict, List<String> notes) {
  public GoalText {
    notes = List.copyOf(notes);
  }
}
