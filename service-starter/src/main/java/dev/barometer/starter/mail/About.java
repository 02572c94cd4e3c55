package dev.barometer.starter.mail;

import org.jspecify.annotations.Nullable;

/**
 * What a mail is about, for whoever looks at it where it is kept.
 *
 * @param id by which it is forgotten: of the invitation, or the complaint; null where it is about
 *     none
 * @param kind a word of the service's: its pages say what it means with the text {@code
 *     mails.kind.<kind>}
 * @param number which one of its kind, where they are counted; 0 otherwise
 */
public record About(@Nullable String id, String kind, int number) {}
