package dev.barometer.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Lets a page's own fetches read the API by the page's session. Reads only: the API asks for no
 * CSRF token, so a session must not be enough to change anything. Nothing is put into a session
 * here; the caller of a request is kept with the request.
 */
final class PageSessions implements SecurityContextRepository {
  private final SecurityContextRepository request = new RequestAttributeSecurityContextRepository();
  private final SecurityContextRepository requestOrSession =
      new DelegatingSecurityContextRepository(request, new HttpSessionSecurityContextRepository());

  private SecurityContextRepository readableBy(HttpServletRequest call) {
    boolean read =
        HttpMethod.GET.matches(call.getMethod()) || HttpMethod.HEAD.matches(call.getMethod());
    return read ? requestOrSession : request;
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest call) {
    return readableBy(call).loadDeferredContext(call);
  }

  @Override
  @Deprecated
  @SuppressWarnings("deprecation") // the interface still asks for it
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return readableBy(holder.getRequest()).loadContext(holder);
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest call, HttpServletResponse response) {
    request.saveContext(context, call, response);
  }

  @Override
  public boolean containsContext(HttpServletRequest call) {
    return readableBy(call).containsContext(call);
  }
}
