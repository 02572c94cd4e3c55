package dev.barometer.starter.security;

import dev.barometer.starter.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Forms with a file, before their CSRF token is looked for: it stands inside, so whoever looks for
 * it reads the whole file. That is done only for who may bring files in, as managers may on pages
 * of theirs. All others are led to the page itself, which leads to the login or says that it is not
 * for them; so is whose file is too large, and the page says that.
 */
final class FileForms extends OncePerRequestFilter {
  private static final Set<String> MAY_SEND = Set.of("ROLE_" + Role.INGEST, "ROLE_" + Role.MANAGER);

  private final RoleHierarchy roles;

  FileForms(RoleHierarchy roles) {
    this.roles = roles;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (hasParts(request)) {
      if (!maySend(SecurityContextHolder.getContext().getAuthentication())) {
        lead(response, request.getRequestURI());
        return;
      }
      try {
        request.getParts();
      } catch (InvalidParameterException refused) {
        lead(response, request.getRequestURI() + "?refused=" + refused.getErrorCode());
        return;
      }
    }
    chain.doFilter(request, response);
  }

  /** A page that tells of an error would look for parameters, and read the file. */
  private static void lead(HttpServletResponse response, String location) {
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.LOCATION, location);
  }

  private static boolean hasParts(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  private boolean maySend(@Nullable Authentication caller) {
    return caller != null
        && roles.getReachableGrantedAuthorities(caller.getAuthorities()).stream()
            .anyMatch(authority -> MAY_SEND.contains(String.valueOf(authority.getAuthority())));
  }
}
