package dev.barometer.survey.visitor;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Tells of links that are refused, on a page. */
@ControllerAdvice(
    assignableTypes = {
      BeaconController.class,
      MyDataController.class,
      StopController.class,
      VisitorController.class
    })
class VisitorAdvice {

  @ExceptionHandler
  ModelAndView refuse(LinkRefusedException refusal, HttpServletResponse response) {
    Duration pause = refusal.pause();
    if (!pause.isZero()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(pause.plusMillis(999).toSeconds()));
    }
    HttpStatus status =
        switch (refusal.why()) {
          case UNKNOWN -> HttpStatus.NOT_FOUND;
          case WAIT -> HttpStatus.TOO_MANY_REQUESTS;
          case CLOSED -> HttpStatus.GONE;
        };
    return VisitorController.state(refusal.why().state(), status);
  }
}
