package dev.barometer.starter.security;

import dev.barometer.starter.audit.AuditLog;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * What becomes of people's attempts to sign in. Whoever names the right token is in. Those who do
 * not are written down (the name, never the secret) and count against the address they come from
 * and against the name; while one of the two pauses they are told to wait, and nothing is counted.
 */
final class SignIns implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
  static final String PAGE = "/login";
  private static final int LONGEST_NAME = 200;

  private final Brake brake;
  private final SignIn signIn;
  private final AuditLog audit;

  SignIns(Brake brake, SignIn signIn, AuditLog audit) {
    this.brake = brake;
    this.signIn = signIn;
    this.audit = audit;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication caller)
      throws IOException {
    if (!(caller.getPrincipal() instanceof Caller known)) {
      throw new IllegalStateException("Nobody we know signed in");
    }
    signIn.beginAndLead(known, request, response, request.getParameter(Destination.PARAMETER));
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException, ServletException {
    if (reason instanceof NoPageException) {
      showTheForm("nopage", HttpStatus.FORBIDDEN, request, response);
      return;
    }
    if (!(reason instanceof BadCredentialsException)) {
      showTheForm("starting", HttpStatus.SERVICE_UNAVAILABLE, request, response);
      return;
    }
    String address = Addresses.of(request);
    // No address looks like this.
    String name = "name " + typed(request);
    Duration pause = longer(brake.pauseFor(address), brake.pauseFor(name));
    if (!pause.isZero()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Refusals.inWholeSeconds(pause));
      showTheForm("paused", HttpStatus.TOO_MANY_REQUESTS, request, response);
      return;
    }
    audit.note("sign-in.failed", typed(request), Map.of());
    boolean addressPauses = brake.failed(address);
    boolean namePauses = brake.failed(name);
    if (addressPauses || namePauses) {
      audit.note("sign-in.braked", typed(request), Map.of());
    }
    showTheForm("error", HttpStatus.UNAUTHORIZED, request, response);
  }

  /** The name is still in it: only the secret has to be typed again. */
  private static void showTheForm(
      String why, HttpStatus status, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setStatus(status.value());
    request.getRequestDispatcher(PAGE + "?" + why).forward(new AsGet(request), response);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static String typed(HttpServletRequest request) {
    String name = Objects.requireNonNullElse(request.getParameter("username"), "");
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
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
