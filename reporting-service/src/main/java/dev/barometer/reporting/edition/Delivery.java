package dev.barometer.reporting.edition;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of the mail to one recipient. It stands beside the edition, which does not change by
 * it.
 *
 * @param at since when that is so
 * @param why it could not be delivered, or went without its PDF; null where there is nothing to say
 */
public record Delivery(String recipient, State state, Instant at, @Nullable String why) {

  /** How far a mail is. */
  public enum State {
    /** It goes out as soon as it can. */
    WAITING,
    /** The mail server has it, or it is kept where there is none. */
    SENT,
    /** The mail server says that there is no such address. */
    REFUSED,
    /** It was tried too often, or there is no mail server. */
    DEAD;

    /** The name as it travels. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the history says of it; nothing while it waits. */
  Step step() {
    String said = why == null ? recipient : recipient + ": " + why;
    return new Step(
        state == State.SENT ? Step.What.DELIVERED : Step.What.UNDELIVERED,
        at,
        null,
        null,
        null,
        said);
  }

  boolean isOver() {
    return state != State.WAITING;
  }
}
