package dev.barometer.complaint.rule;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Words that are looked for in what people write, however they write them: capitals, full width and
 * spaces make no difference. Where a script has spaces between words, a phrase is not found within
 * a word; Chinese, Japanese and the like have none, and Korean puts endings to its words.
 */
final class Phrases {
  private static final Set<Character.UnicodeScript> WITHIN_WORDS =
      Set.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HANGUL,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA,
          Character.UnicodeScript.THAI,
          Character.UnicodeScript.LAO,
          Character.UnicodeScript.KHMER,
          Character.UnicodeScript.MYANMAR);

  private final List<String> phrases;

  Phrases(Collection<? extends Collection<String>> phrases) {
    this.phrases =
        phrases.stream()
            .flatMap(Collection::stream)
            .map(Phrases::plain)
            .filter(phrase -> !phrase.isEmpty())
            .distinct()
            .toList();
  }

  boolean areIn(String text) {
    String plain = plain(text);
    return phrases.stream().anyMatch(phrase -> isIn(plain, phrase));
  }

  private static boolean isIn(String text, String phrase) {
    for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      int end = at + phrase.length();
      boolean begins = at == 0 || areApart(text.codePointBefore(at), text.codePointAt(at));
      boolean ends =
          end == text.length() || areApart(text.codePointBefore(end), text.codePointAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  /** Whether a word may end between the two. */
  private static boolean areApart(int one, int other) {
    return !isOfAWord(one) || !isOfAWord(other);
  }

  private static boolean isOfAWord(int character) {
    return Character.isLetterOrDigit(character)
        && !WITHIN_WORDS.contains(Character.UnicodeScript.of(character));
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .strip();
  }
}
