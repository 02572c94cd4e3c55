package dev.barometer.complaint.wording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A phrase as it is typed.
 *
 * @param was the one that is changed; empty where one is added
 * @param language of the list that it belongs to
 */
public record PhraseForm(
    String was, String language, String phrase, String because, String better) {

  public PhraseForm(
      @Nullable String was,
      @Nullable String language,
      @Nullable String phrase,
      @Nullable String because,
      @Nullable String better) {
    this.was = stripped(was);
    this.language = stripped(language);
    this.phrase = stripped(phrase);
    this.because = stripped(because);
    this.better = stripped(better);
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  static PhraseForm of(String language, Phrase one) {
    return new PhraseForm(one.phrase(), language, one.phrase(), one.because(), one.better());
  }

  public boolean isAdded() {
    return was.isEmpty();
  }

  /** Where it goes: in the place of the one that was, or first, where one sees it. */
  WordingLists in(WordingLists all) {
    List<Phrase> next = new ArrayList<>(all.lists().getOrDefault(language, List.of()));
    var typed = new Phrase(phrase, because, better.isEmpty() ? null : better);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).phrase().equals(was)) {
        next.set(i, typed);
        return with(all, next);
      }
    }
    next.add(0, typed);
    return with(all, next);
  }

  WordingLists without(WordingLists all) {
    return with(
        all,
        all.lists().getOrDefault(language, List.of()).stream()
            .filter(one -> !one.phrase().equals(was))
            .toList());
  }

  private WordingLists with(WordingLists all, List<Phrase> list) {
    Map<String, List<Phrase>> next = new LinkedHashMap<>(all.lists());
    next.put(language, list);
    return new WordingLists(next);
  }
}
