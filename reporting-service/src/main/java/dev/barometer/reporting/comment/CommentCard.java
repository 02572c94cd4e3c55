package dev.barometer.reporting.comment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote, as plain text: it is escaped where it is shown.
 *
 * @param language of the text, as a BCP 47 tag; null where it is not known
 * @param tone {@code positive}, {@code neutral} or {@code negative}, by the points given beside it
 */
public record CommentCard(
    String text,
    @Nullable String language,
    @Nullable String badge,
    @Nullable String tone,
    @Nullable String place,
    Instant at,
    String atText,
    String age) {}
