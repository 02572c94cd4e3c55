package dev.barometer.starter.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends people on to a path and leaves the host to their browser: the container would take the host
 * from what the caller says it is, to callers of HTTP 1.0 even where it is told not to.
 */
final class RelativeRedirectsFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, new AsItIs(response));
  }

  /** The location as it was given. */
  private static final class AsItIs extends HttpServletResponseWrapper {
    AsItIs(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
      sendRedirect(location, SC_FOUND, true);
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
      if (clearBuffer) {
        resetBuffer();
        setContentLength(0);
      }
      setStatus(status);
      setHeader(HttpHeaders.LOCATION, location);
      flushBuffer();
    }
  }
}
