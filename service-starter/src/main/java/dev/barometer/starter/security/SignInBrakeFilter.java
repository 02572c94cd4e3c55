package dev.barometer.starter.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers a login that has to wait with the login page and 429, before anything is compared. */
final class SignInBrakeFilter extends OncePerRequestFilter {
  private final SignIns signIns;

  SignInBrakeFilter(SignIns signIns) {
    this.signIns = signIns;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!HttpMethod.POST.matches(request.getMethod())
        || !request.getServletPath().equals(SignIns.PAGE)) {
      chain.doFilter(request, response);
      return;
    }
    Duration pause = signIns.pauseFor(request);
    if (pause.isZero()) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, Refusals.inWholeSeconds(pause));
    request.getRequestDispatcher(SignIns.PAGE + "?paused").forward(new AsGet(request), response);
  }

  /** The page is asked for, not sent to. */
  private static final class AsGet extends HttpServletRequestWrapper {
    AsGet(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getMethod() {
      return HttpMethod.GET.name();
    }
  }
}
