package dev.barometer.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Sends strangers to the login page, and remembers nothing of them. */
final class SignInPage implements AuthenticationEntryPoint {
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    response.sendRedirect(
        request.getContextPath() + SignIns.PAGE + Destination.asQuery(request, "?"));
  }
}
