package dev.barometer.reporting.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter as it is told. Bytes that are no UTF-8 are told in base64 instead of as text; what the
 * letter does not have is absent, and a list leaves out value, headers and history.
 *
 * @param sendable whether it can be sent back at all
 * @param hint what sending it back takes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterView(
    String id,
    String group,
    String topic,
    int partition,
    long offset,
    String kind,
    String reason,
    Instant putAsideAt,
    String state,
    boolean sendable,
    @Nullable String version,
    @Nullable String cut,
    @Nullable String hint,
    @Nullable String key,
    @Nullable String keyBase64,
    @Nullable String value,
    @Nullable String valueBase64,
    @Nullable List<Header> headers,
    @Nullable List<Deed> history) {

  /** A header as it came. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Header(String name, @Nullable String value, @Nullable String valueBase64) {}

  /** What somebody did to it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Deed(String became, String by, Instant at, @Nullable String note) {}

  /**
   * Letters, newest first.
   *
   * @param next what to ask the next page with; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<LetterView> items, @Nullable String next) {

    /** Takes one letter more than the page holds where there are more. */
    static Page of(List<Letter> found, int limit) {
      List<Letter> shown = found.subList(0, Math.min(found.size(), limit));
      return new Page(
          shown.stream().map(LetterView::inBrief).toList(),
          found.size() > limit ? shown.get(limit - 1).place().toString() : null);
    }
  }

  static LetterView inBrief(Letter letter) {
    return of(letter, false);
  }

  static LetterView inFull(Letter letter) {
    return of(letter, true);
  }

  private static LetterView of(Letter letter, boolean full) {
    byte[] value = full ? letter.value() : null;
    return new LetterView(
        letter.id(),
        letter.group(),
        letter.topic(),
        letter.partition(),
        letter.offset(),
        letter.kind(),
        letter.reason(),
        letter.putAsideAt(),
        letter.state().label(),
        letter.destination().isPresent(),
        letter.version(),
        letter.cut(),
        full ? LetterHint.of(letter).english() : null,
        text(letter.key()),
        base64(letter.key()),
        text(value),
        base64(value),
        full
            ? letter.headers().stream()
                .map(
                    header ->
                        new Header(header.name(), text(header.value()), base64(header.value())))
                .toList()
            : null,
        full
            ? letter.history().stream()
                .map(deed -> new Deed(deed.became().label(), deed.by(), deed.at(), deed.note()))
                .toList()
            : null);
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : LetterText.of(bytes).orElse(null);
  }

  private static @Nullable String base64(byte @Nullable [] bytes) {
    return bytes == null || LetterText.of(bytes).isPresent()
        ? null
        : Base64.getEncoder().encodeToString(bytes);
  }
}
