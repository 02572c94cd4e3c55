package dev.barometer.starter.web;

import dev.barometer.contract.rule.Violation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A body that is not read to its end: too much at once, too long, too slow, or broken. */
public final class RefusedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why; a closed set, the tag of a meter. */
  enum Reason {
    CALLS("calls", HttpStatus.TOO_MANY_REQUESTS),
    BYTES("bytes", HttpStatus.TOO_MANY_REQUESTS),
    TOO_LARGE("too-large", HttpStatus.CONTENT_TOO_LARGE),
    ENCODING("encoding", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    UNREADABLE("unreadable", HttpStatus.BAD_REQUEST),
    SLOW("slow", HttpStatus.REQUEST_TIMEOUT),
    DISK("disk", HttpStatus.INSUFFICIENT_STORAGE);

    private final String tag;
    private final HttpStatus status;

    Reason(String tag, HttpStatus status) {
      this.tag = tag;
      this.status = status;
    }

    String tag() {
      return tag;
    }

    HttpStatus status() {
      return status;
    }
  }

  private final Reason reason;
  private final transient Violation violation;

  RefusedBodyException(Reason reason, String field, String rule) {
    super(rule);
    this.reason = reason;
    this.violation = new Violation(field, rule);
  }

  /** There is no room to keep it. */
  public static RefusedBodyException diskFull() {
    return new RefusedBodyException(Reason.DISK, "", "must wait: the disk is full");
  }

  /** Where it was thrown says nothing, and under overload there are many. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  Reason reason() {
    return reason;
  }

  Violation violation() {
    return violation;
  }

  /** The refusal of a body inside a failure of whoever read it; null where there is none. */
  static @Nullable RefusedBodyException in(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (cause instanceof RefusedBodyException refused) {
        return refused;
      }
      cause = cause.getCause();
    }
    return null;
  }
}
