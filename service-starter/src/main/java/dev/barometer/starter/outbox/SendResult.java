package dev.barometer.starter.outbox;

/**
 * What became of an entry.
 *
 * @param why in words of the sender's, for those who look at what is dead; may quote the other side
 */
public record SendResult(Kind kind, String why) {
  /** Four ways in which it can end. */
  public enum Kind {
    /** The other side has it. */
    SENT,
    /** Perhaps next time; so often, and no more. */
    FAILED,
    /** Nobody was there: next time, however often. */
    AWAY,
    /** Never: dead at once. */
    REFUSED
  }

  public static SendResult sent() {
    return new SendResult(Kind.SENT, "");
  }

  public static SendResult failed(String why) {
    return new SendResult(Kind.FAILED, why);
  }

  public static SendResult away(String why) {
    return new SendResult(Kind.AWAY, why);
  }

  public static SendResult refused(String why) {
    return new SendResult(Kind.REFUSED, why);
  }
}
