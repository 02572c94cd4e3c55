package dev.barometer.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Knows a caller by his session. What he may do, and whether he is still welcome, is asked at each
 * call: a cookie only says who he is. The caller of a call, however known, is kept with it for its
 * later dispatches.
 */
final class SessionContexts implements SecurityContextRepository {
  private final SecurityContextRepository call = new RequestAttributeSecurityContextRepository();
  private final SessionCookie sessions;
  private final Callers callers;
  private final Predicate<HttpServletRequest> honours;

  /**
   * @param honours for which calls a session is enough
   */
  SessionContexts(SessionCookie sessions, Callers callers, Predicate<HttpServletRequest> honours) {
    this.sessions = sessions;
    this.callers = callers;
    this.honours = honours;
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new Deferred(request);
  }

  @Override
  @Deprecated
  @SuppressWarnings("deprecation") // the interface still asks for it
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return new Deferred(holder.getRequest()).get();
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    call.saveContext(context, request, response);
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return call.containsContext(request)
        || honours.test(request) && sessions.session(request).isPresent();
  }

  private final class Deferred implements DeferredSecurityContext {
    private final HttpServletRequest request;
    private @Nullable SecurityContext context;
    private boolean generated;

    Deferred(HttpServletRequest request) {
      this.request = request;
    }

    @Override
    public SecurityContext get() {
      SecurityContext known = context;
      if (known == null) {
        known = load();
        context = known;
      }
      return known;
    }

    private SecurityContext load() {
      DeferredSecurityContext kept = call.loadDeferredContext(request);
      SecurityContext loaded = kept.get();
      if (!kept.isGenerated()) {
        return loaded;
      }
      SecurityContext signedIn = SecurityContextHolder.createEmptyContext();
      if (honours.test(request)) {
        sessions
            .session(request)
            .flatMap(callers::of)
            .map(Callers::authenticated)
            .ifPresent(signedIn::setAuthentication);
      }
      generated = signedIn.getAuthentication() == null;
      return signedIn;
    }

    @Override
    public boolean isGenerated() {
      get();
      return generated;
    }
  }
}
