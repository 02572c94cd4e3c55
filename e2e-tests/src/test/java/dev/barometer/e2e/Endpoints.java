package dev.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Finds whatever a service maps to a handler: controllers, actuator, static files. */
final class Endpoints {
  private Endpoints() {}

  /** Method and pattern; a handler that takes any method is listed as GET. */
  static Set<String> of(ApplicationContext context) {
    Set<String> endpoints = new TreeSet<>();
    for (HandlerMapping mapping : context.getBeansOfType(HandlerMapping.class).values()) {
      if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
        methods.getHandlerMethods().keySet().forEach(info -> add(info, endpoints));
      } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
        urls.getHandlerMap().keySet().forEach(pattern -> endpoints.add("GET " + pattern));
      } else if (mapping instanceof RouterFunctionMapping routes) {
        assertThat(routes.getRouterFunction()).as("routes").isNull();
      } else {
        throw new AssertionError("Nobody knows what this maps: " + mapping);
      }
    }
    return endpoints;
  }

  private static void add(RequestMappingInfo info, Set<String> endpoints) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    for (String pattern : info.getPatternValues()) {
      if (methods.isEmpty()) {
        endpoints.add("GET " + pattern);
      }
      methods.forEach(method -> endpoints.add(method + " " + pattern));
    }
  }
}
