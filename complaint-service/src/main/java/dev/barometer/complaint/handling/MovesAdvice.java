package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Move;
import dev.barometer.complaint.cases.MoveRefusedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A move that is not open is a conflict, and which are is said. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class MovesAdvice {

  @ExceptionHandler
  ProblemDetail refused(MoveRefusedException e) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, e.getMessage());
    problem.setProperty("open", e.open().stream().map(Move::label).toList());
    return problem;
  }
}
