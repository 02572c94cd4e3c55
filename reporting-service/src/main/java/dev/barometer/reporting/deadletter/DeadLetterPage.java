package dev.barometer.reporting.deadletter;

import dev.barometer.frame.wording.Wording;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of one dead letter shows; everything is text.
 *
 * @param value as it can be edited or read
 * @param editable whether it can be mended here: long ones and bytes that are no text only over the
 *     API, which takes more than a form may hold
 */
record DeadLetterPage(
    DeadLetter letter,
    String at,
    @Nullable String key,
    String value,
    boolean editable,
    DeadLetterHint hint,
    List<Line> headers,
    List<Line> history) {
  /** Written in a form, a byte may take three. */
  private static final int LONGEST_EDITABLE = 20_000;

  private static final int LONGEST_SHOWN = 20_000;

  /** A name, and what belongs to it. */
  record Line(String name, String value, @Nullable String note) {}

  static DeadLetterPage of(DeadLetter deadLetter, Wording wording) {
    byte[] value = deadLetter.value() == null ? new byte[0] : deadLetter.value();
    String text = DeadLetterText.of(value).orElse(null);
    boolean editable =
        deadLetter.destination().isPresent() && text != null && value.length <= LONGEST_EDITABLE;
    String shown = text == null ? Base64.getEncoder().encodeToString(value) : text;
    String indented = isJson(shown) ? DeadLetterText.indented(shown) : shown;
    return new DeadLetterPage(
        deadLetter,
        wording.dateAndSecond(deadLetter.putAsideAt()),
        text(deadLetter.key()),
        indented.length() > LONGEST_SHOWN && !editable
            ? indented.substring(0, LONGEST_SHOWN) + " …"
            : indented,
        editable,
        DeadLetterHint.of(deadLetter),
        deadLetter.headers().stream()
            .map(header -> new Line(header.name(), String.valueOf(text(header.value())), null))
            .toList(),
        deadLetter.history().stream()
            .map(
                action ->
                    new Line(
                        action.became().label(),
                        wording.dateAndSecond(action.at()) + " · " + action.by(),
                        action.note()))
            .toList());
  }

  private static boolean isJson(String text) {
    String stripped = text.strip();
    return stripped.startsWith("{") && stripped.endsWith("}");
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null
        ? null
        : DeadLetterText.of(bytes).orElseGet(() -> Base64.getEncoder().encodeToString(bytes));
  }
}
