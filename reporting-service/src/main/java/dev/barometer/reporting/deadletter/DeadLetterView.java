package dev.barometer.reporting.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is told. Bytes that are no UTF-8 are told in base64 instead of as text; what
 * the dead letter does not have is absent, and a list leaves out value, headers and history.
 *
 * @param sendable whether it can be sent back at all
 * @param hint what sending it back takes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetterView(
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
    @Nullable List<Action> history) {
  /** Of a file with one row for each: what the list shows, and nothing of what was in them. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "key",
          "kind",
          "reason",
          "topic",
          "group",
          "partition",
          "offset",
          "version",
          "putAsideAt",
          "state");

  /** A header as it came. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Header(String name, @Nullable String value, @Nullable String valueBase64) {}

  /** What somebody did to it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Action(String became, String by, Instant at, @Nullable String note) {}

  /**
   * Dead letters, newest first.
   *
   * @param next what to ask the next page with; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<DeadLetterView> items, @Nullable String next) {

    /** Takes one dead letter more than the page holds where there are more. */
    static Page of(List<DeadLetter> found, int limit) {
      List<DeadLetter> shown = found.subList(0, Math.min(found.size(), limit));
      return new Page(
          shown.stream().map(DeadLetterView::inBrief).toList(),
          found.size() > limit ? shown.get(limit - 1).cursor().toString() : null);
    }
  }

  static DeadLetterView inBrief(DeadLetter deadLetter) {
    return of(deadLetter, false);
  }

  static DeadLetterView inFull(DeadLetter deadLetter) {
    return of(deadLetter, true);
  }

  List<@Nullable Object> row() {
    return Arrays.asList(
        id, key, kind, reason, topic, group, partition, offset, version, putAsideAt, state);
  }

  private static DeadLetterView of(DeadLetter deadLetter, boolean full) {
    byte[] value = full ? deadLetter.value() : null;
    return new DeadLetterView(
        deadLetter.id(),
        deadLetter.group(),
        deadLetter.topic(),
        deadLetter.partition(),
        deadLetter.offset(),
        deadLetter.kind(),
        deadLetter.reason(),
        deadLetter.putAsideAt(),
        deadLetter.state().label(),
        deadLetter.destination().isPresent(),
        deadLetter.version(),
        deadLetter.cut(),
        full ? DeadLetterHint.of(deadLetter).english() : null,
        text(deadLetter.key()),
        base64(deadLetter.key()),
        text(value),
        base64(value),
        full
            ? deadLetter.headers().stream()
                .map(
                    header ->
                        new Header(header.name(), text(header.value()), base64(header.value())))
                .toList()
            : null,
        full
            ? deadLetter.history().stream()
                .map(
                    action ->
                        new Action(
                            action.became().label(), action.by(), action.at(), action.note()))
                .toList()
            : null);
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : DeadLetterText.of(bytes).orElse(null);
  }

  private static @Nullable String base64(byte @Nullable [] bytes) {
    return bytes == null || DeadLetterText.of(bytes).isPresent()
        ? null
        : Base64.getEncoder().encodeToString(bytes);
  }
}
