package dev.barometer.starter.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows a caller by {@code Authorization: Bearer <token>}; a wrong token is refused at once. */
final class BearerTokenFilter extends OncePerRequestFilter {
  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final SecurityContextRepository contexts;
  private final AuthenticationEntryPoint refusal;

  /**
   * @param contexts keeps the caller for the later dispatches of an asynchronous request
   */
  BearerTokenFilter(
      Tokens tokens, SecurityContextRepository contexts, AuthenticationEntryPoint refusal) {
    this.tokens = tokens;
    this.contexts = contexts;
    this.refusal = refusal;
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
    Optional<Tokens.Caller> caller = tokens.find(header.substring(BEARER.length()).strip());
    if (caller.isEmpty()) {
      refusal.commence(request, response, new BadCredentialsException("The token is not known"));
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(TokenLogin.authenticated(caller.get()));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
    chain.doFilter(request, response);
  }
}
