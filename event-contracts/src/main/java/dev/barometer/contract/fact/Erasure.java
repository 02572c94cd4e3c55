package dev.barometer.contract.fact;

import java.time.Instant;

/**
 * That somebody is erased: nothing of him is taken any more. Topic {@code barometer.erasures}, key
 * the erasure's id, written by survey-service.
 *
 * @param erasureId a keyed hash of the person's id, in lower-case hexadecimal: whoever lacks the
 *     services' key learns nobody's name from it
 * @param erasedAt when it was asked for first
 */
public record Erasure(String erasureId, long revision, Instant erasedAt) implements Fact {

  @Override
  public String id() {
    return erasureId;
  }
}
