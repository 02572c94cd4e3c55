package dev.barometer.quickstart.sample;

import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one person went through with the desk: the steps of the ticket, and the answer, if any.
 *
 * @param steps in the order of time
 */
record Visit(List<Step> steps, @Nullable Response answer) {

  /**
   * One event of the ticket.
   *
   * @param type the last part of the event's type: {@code opened}, {@code resolved} ...
   */
  record Step(String type, Instant time, Ticket ticket) {}

  /** When the desk is done with it; an answer comes before that. */
  Instant end() {
    return steps.get(steps.size() - 1).time();
  }
}
