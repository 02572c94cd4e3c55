package dev.barometer.complaint.wording;

import org.jspecify.annotations.Nullable;

/**
 * A phrase that was found in a text.
 *
 * @param phrase as it stands in the text
 * @param start of its first character in the text as it was sent, counted in UTF-16 code units
 * @param end after its last one
 * @param because why it puts people off
 * @param better how else it can be said; null where nobody knows
 * @param language of the list that has it
 */
public record DismissivePhrase(
    String phrase, int start, int end, String because, @Nullable String better, String language) {

  boolean isWithin(DismissivePhrase other) {
    return start >= other.start && end <= other.end && end - start < other.end - other.start;
  }
}
