package dev.barometer.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Decides on API calls that no rule names. One that a handler would answer is denied: whoever
 * forgets a rule opens nothing. Where none would, a known caller is let through to hear that there
 * is nothing (404) or that it is asked for with another method (405).
 */
final class UnnamedCalls implements AuthorizationManager<RequestAuthorizationContext> {
  private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
  private final Supplier<Stream<RequestMappingInfoHandlerMapping>> mappings;
  private volatile @Nullable List<RequestMappingInfo> handlers;

  /**
   * @param mappings asked at the first call: they are made after the rules
   */
  UnnamedCalls(Supplier<Stream<RequestMappingInfoHandlerMapping>> mappings) {
    this.mappings = mappings;
  }

  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext call) {
    return new AuthorizationDecision(
        trust.isAuthenticated(caller.get()) && !isAnswered(call.getRequest()));
  }

  private boolean isAnswered(HttpServletRequest request) {
    PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
    return handlers().stream()
        .anyMatch(
            handler -> isAt(path, handler.getPathPatternsCondition()) && takes(request, handler));
  }

  private static boolean isAt(PathContainer path, @Nullable PathPatternsRequestCondition patterns) {
    return patterns != null
        && patterns.getPatterns().stream().anyMatch(pattern -> pattern.matches(path));
  }

  private static boolean takes(HttpServletRequest request, RequestMappingInfo handler) {
    Set<RequestMethod> methods = handler.getMethodsCondition().getMethods();
    RequestMethod asked = RequestMethod.resolve(request.getMethod());
    return methods.isEmpty()
        || methods.contains(asked)
        || asked == RequestMethod.HEAD && methods.contains(RequestMethod.GET);
  }

  private List<RequestMappingInfo> handlers() {
    List<RequestMappingInfo> known = handlers;
    if (known == null) {
      known =
          mappings.get().flatMap(mapping -> mapping.getHandlerMethods().keySet().stream()).toList();
      handlers = known;
    }
    return known;
  }
}
