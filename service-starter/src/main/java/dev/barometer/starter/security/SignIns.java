package dev.barometer.starter.security;

import dev.barometer.starter.audit.AuditLog;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;

/**
 * What becomes of people's attempts to sign in: each is written down (the name, never the secret),
 * and the failed ones count against the address they come from and against the name.
 */
final class SignIns implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
  static final String PAGE = "/login";
  private static final int LONGEST_NAME = 200;

  private final Brake brake;
  private final AuditLog audit;
  private final AuthenticationSuccessHandler onwards =
      new SavedRequestAwareAuthenticationSuccessHandler();
  private final AuthenticationFailureHandler toTheForm =
      new SimpleUrlAuthenticationFailureHandler(PAGE + "?error");
  private final AuthenticationFailureHandler toTheFormForLater =
      new SimpleUrlAuthenticationFailureHandler(PAGE + "?starting");

  SignIns(Brake brake, AuditLog audit) {
    this.brake = brake;
    this.audit = audit;
  }

  Duration pauseFor(HttpServletRequest request) {
    String address = Addresses.of(request);
    String name = name(request);
    Duration ofAddress = brake.pauseFor(address, name);
    Duration ofName = brake.pauseFor(name, address);
    return ofAddress.compareTo(ofName) > 0 ? ofAddress : ofName;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication caller)
      throws IOException, ServletException {
    String address = Addresses.of(request);
    String name = name(request);
    brake.succeeded(address, name);
    brake.succeeded(name, address);
    audit.note("sign-in.succeeded", caller.getName(), Map.of());
    onwards.onAuthenticationSuccess(request, response, caller);
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException, ServletException {
    if (!(reason instanceof BadCredentialsException)) {
      toTheFormForLater.onAuthenticationFailure(request, response, reason);
      return;
    }
    audit.note("sign-in.failed", typed(request), Map.of());
    boolean addressPauses = brake.failed(Addresses.of(request));
    boolean namePauses = brake.failed(name(request));
    if (addressPauses || namePauses) {
      audit.note("sign-in.braked", typed(request), Map.of());
    }
    toTheForm.onAuthenticationFailure(request, response, reason);
  }

  /** As a target of the brake; no address looks like this. */
  private static String name(HttpServletRequest request) {
    return "name " + typed(request);
  }

  private static String typed(HttpServletRequest request) {
    String name = Objects.requireNonNullElse(request.getParameter("username"), "");
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }
}
