package dev.barometer.reporting.deadletter;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of one letter shows; everything is text.
 *
 * @param value as it can be edited or read
 * @param editable whether it can be mended here: long ones and bytes that are no text only over the
 *     API, which takes more than a form may hold
 */
record LetterPage(
    Letter letter,
    String putAside,
    @Nullable String key,
    String value,
    boolean editable,
    LetterHint hint,
    List<Line> headers,
    List<Line> history) {
  /** Written in a form, a byte may take three. */
  private static final int LONGEST_EDITABLE = 20_000;

  private static final int LONGEST_SHOWN = 20_000;

  /** A name, and what belongs to it. */
  record Line(String name, String value, @Nullable String note) {}

  static LetterPage of(Letter letter, LetterTimes times) {
    byte[] value = letter.value() == null ? new byte[0] : letter.value();
    String text = LetterText.of(value).orElse(null);
    boolean editable =
        letter.destination().isPresent() && text != null && value.length <= LONGEST_EDITABLE;
    String shown = text == null ? Base64.getEncoder().encodeToString(value) : text;
    String indented = isJson(shown) ? LetterText.indented(shown) : shown;
    return new LetterPage(
        letter,
        times.tell(letter.putAsideAt()),
        text(letter.key()),
        indented.length() > LONGEST_SHOWN && !editable
            ? indented.substring(0, LONGEST_SHOWN) + " …"
            : indented,
        editable,
        LetterHint.of(letter),
        letter.headers().stream()
            .map(header -> new Line(header.name(), String.valueOf(text(header.value())), null))
            .toList(),
        letter.history().stream()
            .map(
                deed ->
                    new Line(
                        deed.became().label(),
                        times.tell(deed.at()) + " · " + deed.by(),
                        deed.note()))
            .toList());
  }

  private static boolean isJson(String text) {
    String stripped = text.strip();
    return stripped.startsWith("{") && stripped.endsWith("}");
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null
        ? null
        : LetterText.of(bytes).orElseGet(() -> Base64.getEncoder().encodeToString(bytes));
  }
}
