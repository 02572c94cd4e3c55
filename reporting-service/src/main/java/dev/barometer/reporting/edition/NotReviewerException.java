package dev.barometer.reporting.edition;

import java.io.Serial;
import java.util.List;

/** Only the reviewers of its plan may approve a report or give it back, where it has some. */
public final class NotReviewerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NotReviewerException(List<String> reviewers) {
    super(
        "You are not among its reviewers, who alone may approve it or give it back: "
            + String.join(", ", reviewers));
  }
}
