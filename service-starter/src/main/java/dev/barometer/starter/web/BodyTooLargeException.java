package dev.barometer.starter.web;

import java.io.IOException;

/** A body grew past its limit while it was read. */
public final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long limit;

  BodyTooLargeException(long limit) {
    super("longer than " + limit + " bytes");
    this.limit = limit;
  }

  public String reason() {
    return "The body is longer than " + limit + " bytes; send it in parts";
  }
}
