package dev.barometer.starter.security;

import dev.barometer.starter.audit.AuditLog;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows a caller by {@code Authorization: Bearer <token>}; a wrong token is refused at once. */
final class BearerTokenFilter extends OncePerRequestFilter {
  private static final String BEARER = "Bearer ";

  private final Callers callers;
  private final Brake brake;
  private final SecurityContextRepository contexts;
  private final Refusals refusals;
  private final AuditLog audit;

  /**
   * @param contexts keeps the caller for the later dispatches of an asynchronous request
   */
  BearerTokenFilter(
      Callers callers,
      Brake brake,
      SecurityContextRepository contexts,
      Refusals refusals,
      AuditLog audit) {
    this.callers = callers;
    this.brake = brake;
    this.contexts = contexts;
    this.refusals = refusals;
    this.audit = audit;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Caller> caller = callers.bySecret(header.substring(BEARER.length()).strip());
    if (caller.isEmpty()) {
      refuse(request, response);
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(Callers.authenticated(caller.get()));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
    chain.doFilter(request, response);
  }

  /**
   * Until all tokens are read, one that is not known may be a good one. What comes while its
   * address pauses counts no more: it is not written down either.
   */
  private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!callers.knowsAllTokens()) {
      refusals.notReady(response);
      return;
    }
    String address = Addresses.of(request);
    Duration pause = brake.pauseFor(address);
    if (!pause.isZero()) {
      refusals.tooManyFailures(response, pause);
      return;
    }
    if (brake.failed(address)) {
      audit.note("token.braked", address, Map.of());
    }
    refusals.commence(request, response, new BadCredentialsException("The token is not known"));
  }
}
