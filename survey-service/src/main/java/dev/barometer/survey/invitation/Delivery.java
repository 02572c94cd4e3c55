package dev.barometer.survey.invitation;

/**
 * What is taken to a person: the body of an entry of the outbox, and the key of a reminder.
 *
 * @param reminder which one; 0 for the invitation itself
 */
public record Delivery(String invitationId, int reminder) {
  private static final char SEPARATOR = '|';

  /** Reads what {@link #toString} wrote. */
  public static Delivery parse(String text) {
    int bar = text.lastIndexOf(SEPARATOR);
    return new Delivery(text.substring(0, bar), Integer.parseInt(text.substring(bar + 1)));
  }

  @Override
  public String toString() {
    return invitationId + SEPARATOR + reminder;
  }
}
