package dev.barometer.starter.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an entry.
 *
 * @param why in words of the sender's, for those who look at what is dead; may quote the other side
 * @param notBefore when it is tried next; null where the usual pauses hold
 */
public record SendResult(Kind kind, String why, @Nullable Instant notBefore) {
  /** Five ways in which it can end. */
  public enum Kind {
    /** The other side has it. */
    SENT,
    /** Perhaps next time; so often, and no more. */
    FAILED,
    /** Nobody was there: next time, however often. */
    AWAY,
    /** Not tried at all: its time has not come. */
    LATER,
    /** Never: dead at once. */
    REFUSED
  }

  public static SendResult sent() {
    return new SendResult(Kind.SENT, "", null);
  }

  public static SendResult failed(String why) {
    return new SendResult(Kind.FAILED, why, null);
  }

  public static SendResult away(String why) {
    return new SendResult(Kind.AWAY, why, null);
  }

  public static SendResult refused(String why) {
    return new SendResult(Kind.REFUSED, why, null);
  }

  public static SendResult later(Instant notBefore) {
    return new SendResult(Kind.LATER, "", notBefore);
  }
}
