package dev.barometer.complaint.wording;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A text as it is compared: words without case, contractions written out, wide and composed forms
 * made one; characters of scripts that are written without spaces, or with spaces at will, stand
 * alone. Each piece knows where it came from.
 */
final class FoldedText {
  /** Between these no phrase goes on. */
  static final String BREAK = "|";

  private static final Set<Character.UnicodeScript> ALONE =
      Set.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HANGUL,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA);
  private static final String APOSTROPHES = "'’‘‛ʼ´`′";

  /** They stand around words, or within them, and say nothing. */
  private static final String UNSAID = "\"“”„«»「」『』《》*_~-‐‑‒–";

  private static final Map<String, List<String>> WHOLE =
      Map.ofEntries(
          Map.entry("cannot", List.of("can", "not")),
          Map.entry("can't", List.of("can", "not")),
          Map.entry("cant", List.of("can", "not")),
          Map.entry("won't", List.of("will", "not")),
          Map.entry("wont", List.of("will", "not")),
          Map.entry("ain't", List.of("is", "not")),
          Map.entry("dont", List.of("do", "not")),
          Map.entry("doesnt", List.of("does", "not")),
          Map.entry("didnt", List.of("did", "not")),
          Map.entry("isnt", List.of("is", "not")),
          Map.entry("arent", List.of("are", "not")),
          Map.entry("wasnt", List.of("was", "not")),
          Map.entry("couldnt", List.of("could", "not")),
          Map.entry("shouldnt", List.of("should", "not")),
          Map.entry("wouldnt", List.of("would", "not")),
          Map.entry("havent", List.of("have", "not")),
          Map.entry("youre", List.of("you", "are")),
          Map.entry("thats", List.of("that", "is")));
  private static final Map<String, String> ENDINGS =
      Map.of("n't", "not", "'re", "are", "'ve", "have", "'ll", "will", "'m", "am");
  private static final Set<String> BEFORE_IS =
      Set.of("it", "that", "there", "what", "he", "she", "who", "here", "how");

  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private int wordStart;
  private int wordEnd;

  /**
   * A word, a character or a break.
   *
   * @param start in the text as it was sent
   */
  record Piece(String text, int start, int end) {}

  private FoldedText() {}

  static List<Piece> of(String text) {
    FoldedText folded = new FoldedText();
    int at = 0;
    while (at < text.length()) {
      int end = groupEnd(text, at);
      folded.take(text.substring(at, end), at, end);
      at = end;
    }
    folded.endWord();
    return folded.pieces;
  }

  /** A character with the marks and the parts of a syllable that follow it. */
  private static int groupEnd(String text, int start) {
    int end = start + Character.charCount(text.codePointAt(start));
    while (end < text.length() && joins(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean joins(int codePoint) {
    int type = Character.getType(codePoint);
    boolean isVowelOrTail = codePoint >= 0x1160 && codePoint <= 0x11FF;
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || isVowelOrTail;
  }

  private void take(String group, int start, int end) {
    String folded = Normalizer.normalize(group, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    folded.codePoints().forEach(codePoint -> take(codePoint, group, start, end));
  }

  private void take(int codePoint, String group, int start, int end) {
    if (Character.getType(codePoint) == Character.FORMAT) {
      return;
    }
    boolean isApostrophe = APOSTROPHES.indexOf(codePoint) >= 0 || APOSTROPHES.contains(group);
    if (isApostrophe && word.length() > 0) {
      append('\'', start, end);
    } else if (Character.isLetterOrDigit(codePoint)) {
      if (ALONE.contains(Character.UnicodeScript.of(codePoint))) {
        endWord();
        pieces.add(new Piece(polite(codePoint), start, end));
      } else {
        append(codePoint, start, end);
      }
    } else {
      endWord();
      boolean says =
          !isApostrophe
              && !Character.isWhitespace(codePoint)
              && !Character.isSpaceChar(codePoint)
              && UNSAID.indexOf(codePoint) < 0;
      if (says) {
        pieces.add(new Piece(BREAK, start, end));
      }
    }
  }

  /** The polite "you" of Chinese is "you". */
  private static String polite(int codePoint) {
    return codePoint == '您' ? "你" : Character.toString(codePoint);
  }

  private void append(int codePoint, int start, int end) {
    if (word.length() == 0) {
      wordStart = start;
    }
    word.appendCodePoint(codePoint);
    wordEnd = end;
  }

  private void endWord() {
    int end = wordEnd;
    while (word.length() > 0 && word.charAt(word.length() - 1) == '\'') {
      word.setLength(word.length() - 1);
      end--;
    }
    if (word.length() > 0) {
      int last = end;
      writtenOut(word.toString()).forEach(one -> pieces.add(new Piece(one, wordStart, last)));
    }
    word.setLength(0);
  }

  private static List<String> writtenOut(String word) {
    List<String> whole = WHOLE.get(word);
    if (whole != null) {
      return whole;
    }
    for (Map.Entry<String, String> ending : ENDINGS.entrySet()) {
      String stem = stem(word, ending.getKey());
      if (!stem.isEmpty()) {
        return List.of(stem, ending.getValue());
      }
    }
    String stem = stem(word, "'s");
    return BEFORE_IS.contains(stem) ? List.of(stem, "is") : List.of(word);
  }

  private static String stem(String word, String ending) {
    return word.endsWith(ending) ? word.substring(0, word.length() - ending.length()) : "";
  }
}
