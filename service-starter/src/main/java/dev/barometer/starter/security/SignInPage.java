package dev.barometer.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Sends strangers to the login page, and remembers nothing of them. A page that asks for a part of
 * itself is to be asked for again as a whole: a login is no part of it.
 */
final class SignInPage implements AuthenticationEntryPoint {
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Refresh", "true");
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
      return;
    }
    response.sendRedirect(
        request.getContextPath() + SignIns.PAGE + Destination.asQuery(request, "?"));
  }
}
