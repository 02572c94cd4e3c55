package dev.barometer.reporting.parameter;

import dev.barometer.starter.web.Problems;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers refused parameters as a 422 problem that names them. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusedParameterController {

  @ExceptionHandler
  ProblemDetail refused(RefusedParameterException e) {
    return Problems.problem(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "The parameter " + e.getMessage(),
        List.of(e.violation()));
  }
}
