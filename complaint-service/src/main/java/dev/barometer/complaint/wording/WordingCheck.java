package dev.barometer.complaint.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the phrases of lists in a text, however they are typed. Where one is a part of another, the
 * longer one is told.
 */
public final class WordingCheck {
  private static final int MOST_BETWEEN = 3;
  private static final Pattern GAP = Pattern.compile("\\.{3}|…");
  private static final Pattern FIELD = Pattern.compile("\\{\\{[^{}]*}}");
  private static final Comparator<DismissivePhrase> IN_ORDER =
      Comparator.comparingInt(DismissivePhrase::start).thenComparingInt(DismissivePhrase::end);

  private final WordingLists lists;

  public WordingCheck(WordingLists lists) {
    this.lists = lists;
  }

  /**
   * What there is to point out.
   *
   * @param locale of the text; null where it is not known: then all lists are asked
   */
  public List<DismissivePhrase> findings(String text, @Nullable String locale) {
    List<FoldedText.Piece> pieces = FoldedText.of(text);
    List<DismissivePhrase> all = new ArrayList<>();
    for (Map.Entry<String, List<Phrase>> list : lists.of(locale).entrySet()) {
      for (Phrase phrase : list.getValue()) {
        find(phrase, list.getKey(), pieces, text, all);
      }
    }
    List<DismissivePhrase> told =
        new ArrayList<>(
            all.stream()
                .filter(one -> all.stream().noneMatch(one::isWithin))
                .filter(new Seen()::isFirst)
                .toList());
    told.sort(IN_ORDER);
    return List.copyOf(told);
  }

  /** The fields of a template that nobody filled in. */
  public static List<String> openFields(String text) {
    Matcher field = FIELD.matcher(text);
    return field.results().map(one -> one.group()).toList();
  }

  /** Two lists, or two ways to write a phrase, tell of one place once. */
  private static final class Seen {
    private final List<int[]> places = new ArrayList<>();

    boolean isFirst(DismissivePhrase one) {
      boolean first =
          places.stream().noneMatch(place -> place[0] == one.start() && place[1] == one.end());
      places.add(new int[] {one.start(), one.end()});
      return first;
    }
  }

  private static void find(
      Phrase phrase,
      String language,
      List<FoldedText.Piece> pieces,
      String text,
      List<DismissivePhrase> found) {
    List<List<FoldedText.Piece>> parts = parts(phrase.phrase());
    for (int from = 0; from < pieces.size() && !parts.isEmpty(); from++) {
      int end = endOf(parts, 0, pieces, from);
      if (end >= 0) {
        int first = pieces.get(from).start();
        int last = pieces.get(end - 1).end();
        found.add(
            new DismissivePhrase(
                text.substring(first, last),
                first,
                last,
                phrase.because(),
                phrase.better(),
                language));
      }
    }
  }

  static List<List<FoldedText.Piece>> parts(String phrase) {
    return GAP.splitAsStream(phrase)
        .map(FoldedText::of)
        .map(WordingCheck::withoutBreaks)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static List<FoldedText.Piece> withoutBreaks(List<FoldedText.Piece> part) {
    return part.stream().filter(one -> !one.text().equals(FoldedText.BREAK)).toList();
  }

  /** After the last piece of what is found from there on; -1 where it is not there. */
  private static int endOf(
      List<List<FoldedText.Piece>> parts, int part, List<FoldedText.Piece> pieces, int from) {
    int end = endOf(parts.get(part), pieces, from);
    if (end < 0 || part == parts.size() - 1) {
      return end;
    }
    for (int next = end; next <= end + MOST_BETWEEN; next++) {
      int last = next < pieces.size() ? endOf(parts, part + 1, pieces, next) : -1;
      if (last >= 0) {
        return last;
      }
      if (next >= pieces.size() || pieces.get(next).text().equals(FoldedText.BREAK)) {
        return -1;
      }
    }
    return -1;
  }

  private static int endOf(List<FoldedText.Piece> part, List<FoldedText.Piece> pieces, int from) {
    int at = from;
    for (FoldedText.Piece wanted : part) {
      if (at >= pieces.size() || !pieces.get(at).text().equals(wanted.text())) {
        return -1;
      }
      at++;
    }
    return at;
  }
}
