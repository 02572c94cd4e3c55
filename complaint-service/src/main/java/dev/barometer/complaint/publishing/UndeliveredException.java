package dev.barometer.complaint.publishing;

/** An event the broker did not acknowledge; it stays in its document. */
final class UndeliveredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UndeliveredException(String eventId, Throwable cause) {
    super("not acknowledged: " + eventId + ": " + cause.getMessage(), cause);
  }
}
