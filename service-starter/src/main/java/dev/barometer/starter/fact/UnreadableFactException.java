package dev.barometer.starter.fact;

/** Bytes that are not the fact they should be; the message names the field and the reason. */
public final class UnreadableFactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableFactException(String message) {
    super(message);
  }
}
