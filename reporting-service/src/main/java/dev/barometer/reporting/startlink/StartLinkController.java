package dev.barometer.reporting.startlink;

import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.security.SignIn;
import dev.barometer.starter.token.TokenHash;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the link leads. Opening it shows a page with one button: browsers and mail programs open
 * links before people do, and must not use it up.
 */
@Controller
@ConditionalOnProperty(StartLinkProperties.SWITCH)
class StartLinkController {
  static final String PATH = "/start/";
  private static final String PAGE = "start";

  private final StartLink link;
  private final Callers callers;
  private final SignIn signIn;
  private final AuditLog audit;
  private final Clock clock;

  StartLinkController(StartLink link, Callers callers, SignIn signIn, AuditLog audit, Clock clock) {
    this.link = link;
    this.callers = callers;
    this.signIn = signIn;
    this.audit = audit;
    this.clock = clock;
  }

  @GetMapping(PATH + "{secret}")
  ModelAndView page(@PathVariable String secret) {
    return link.takes(TokenHash.of(secret), clock.instant())
        ? new ModelAndView(PAGE, Map.of("good", true))
        : gone();
  }

  /** Not refused while the broker is away, like signing in by other means. */
  @PostMapping(PATH + "{secret}")
  ModelAndView use(
      @PathVariable String secret, HttpServletRequest call, HttpServletResponse answer) {
    Optional<Caller> administrator = callers.administrator();
    if (administrator.isEmpty() || !link.use(TokenHash.of(secret), clock.instant())) {
      return gone();
    }
    audit.note("start-link.used", administrator.get().name(), Map.of());
    signIn.begin(administrator.get(), call, answer);
    return new ModelAndView("redirect:/");
  }

  private static ModelAndView gone() {
    return new ModelAndView(PAGE, Map.of("good", false), HttpStatus.GONE);
  }
}
