package dev.barometer.reporting.parameter;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The words of a closed set that services write and pages name: a word is of the set where it has a
 * name in the languages. So there is no second list to forget.
 */
public final class NamedWords {
  private NamedWords() {}

  /**
   * @param messages the messages that name them, for example {@code administration}
   * @param prefix what the keys of their names begin with
   */
  public static SortedSet<String> of(String messages, String prefix) {
    SortedSet<String> words = new TreeSet<>();
    for (String key : ResourceBundle.getBundle("messages/" + messages, Locale.ROOT).keySet()) {
      if (key.startsWith(prefix)) {
        words.add(key.substring(prefix.length()));
      }
    }
    return words;
  }
}
