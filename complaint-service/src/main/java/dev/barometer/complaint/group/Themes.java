package dev.barometer.complaint.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that several complaints share and most do not. Nothing is understood here: a word of
 * English or Korean (without its particle), two characters of Chinese that follow each other. A
 * theme is a word of at least three cases, and of at most a third of all where there are many.
 */
final class Themes {
  static final int LEAST_CASES = 3;
  private static final int FEW = 12;
  private static final int MOST_OF = 3;
  private static final int MOST_THEMES = 50;
  private static final int SHORTEST_WORD = 4;
  private static final int SHORTEST_KOREAN = 2;
  private static final Pattern RUN =
      Pattern.compile(
          "(?<han>\\p{IsHan}+)|(?<korean>\\p{IsHangul}+)|(?<word>[\\p{L}&&[^\\p{IsHan}\\p{IsHangul}]]+)");
  private static final Pattern PARTICLE =
      Pattern.compile("(에서는|에서|에게|으로|까지|부터|은|는|이|가|을|를|에|의|도|로|와|과)$");

  /** How what somebody did or was ends: no theme. */
  private static final Pattern PREDICATE = Pattern.compile("(니다|니까|어요|아요|해요|세요|네요)$");

  private static final Set<String> COMMON =
      Set.of(
          "about", "after", "again", "been", "before", "could", "does", "from", "have", "into",
          "just", "more", "much", "only", "other", "over", "same", "should", "some", "still",
          "than", "that", "their", "them", "then", "there", "they", "this", "time", "very", "want",
          "were", "what", "when", "where", "which", "will", "with", "would", "your", "我们", "你们",
          "他们", "没有", "什么", "一个", "这个", "那个", "已经", "还是", "可以", "不是", "그리고", "하지만", "너무", "정말",
          "저는", "제가");

  private Themes() {}

  /** What one case says. */
  record Said(String caseId, Instant openedAt, boolean isOpen, String text) {}

  /** The words of a text. */
  static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    Matcher run = RUN.matcher(text.toLowerCase(Locale.ROOT));
    while (run.find()) {
      if (run.group("han") != null) {
        addPairs(run.group("han"), words);
      } else if (run.group("korean") != null) {
        addKorean(run.group("korean"), words);
      } else {
        add(run.group("word"), SHORTEST_WORD, words);
      }
    }
    return words;
  }

  private static void addKorean(String word, Set<String> words) {
    if (!PREDICATE.matcher(word).find()) {
      String stem = PARTICLE.matcher(word).replaceFirst("");
      add(stem.length() < SHORTEST_KOREAN ? word : stem, SHORTEST_KOREAN, words);
    }
  }

  private static void addPairs(String han, Set<String> words) {
    for (int i = 0; i + 2 <= han.length(); i++) {
      add(han.substring(i, i + 2), 2, words);
    }
  }

  private static void add(String word, int shortest, Set<String> words) {
    if (word.length() >= shortest && !COMMON.contains(word)) {
      words.add(word);
    }
  }

  /** The largest themes of what was said, counted as other groups are. */
  static List<CaseGroup> groups(List<Said> all, Instant before, Instant from) {
    Map<String, List<Said>> byWord = new HashMap<>();
    Set<String> cases = new HashSet<>();
    for (Said said : all) {
      cases.add(said.caseId());
      words(said.text())
          .forEach(word -> byWord.computeIfAbsent(word, w -> new ArrayList<>()).add(said));
    }
    long most = cases.size() <= FEW ? cases.size() : cases.size() / MOST_OF;
    return byWord.entrySet().stream()
        .filter(word -> word.getValue().size() >= LEAST_CASES && word.getValue().size() <= most)
        .map(word -> group(word.getKey(), word.getValue(), before, from))
        .sorted(CaseGroup.LARGEST_FIRST)
        .limit(MOST_THEMES)
        .toList();
  }

  private static CaseGroup group(String word, List<Said> said, Instant before, Instant from) {
    long within = since(from, said);
    Instant newest = said.stream().map(Said::openedAt).max(Instant::compareTo).orElse(from);
    return new CaseGroup(
        word,
        within,
        said.stream().filter(Said::isOpen).count(),
        newest,
        since(before, said) - within);
  }

  private static long since(Instant then, List<Said> said) {
    return said.stream().filter(one -> !one.openedAt().isBefore(then)).count();
  }
}
