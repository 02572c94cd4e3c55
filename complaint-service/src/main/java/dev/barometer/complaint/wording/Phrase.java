package dev.barometer.complaint.wording;

import org.jspecify.annotations.Nullable;

/**
 * What puts customers off.
 *
 * @param phrase as people write it; {@code ...} in it stands for up to three words, or as many
 *     characters of a script that has no spaces
 * @param because why it does
 * @param better how else it can be said; null where nobody knows
 */
public record Phrase(String phrase, String because, @Nullable String better) {}
