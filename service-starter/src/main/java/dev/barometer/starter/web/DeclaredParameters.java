package dev.barometer.starter.web;

import dev.barometer.contract.rule.Violation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.BeanUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses what a query says and no handler reads, by name: a misspelt filter that is ignored
 * answers another question than was asked. What a handler reads is what it declares.
 */
final class DeclaredParameters implements HandlerInterceptor {
  /** Stands for the names of a handler that reads whatever there is, as of a survey's questions. */
  private static final String ANY = "*";

  private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

  /** By handler: each parameter, and whether it may be given more than once. */
  private final Map<Method, Map<String, Boolean>> declared = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String query = request.getQueryString();
    if (query != null && handler instanceof HandlerMethod method) {
      // What the container cannot read it refuses itself, here rather than in the handler.
      request.getParameterMap();
      List<Violation> violations =
          violations(query, declared.computeIfAbsent(method.getMethod(), any -> read(method)));
      if (!violations.isEmpty()) {
        throw new ErrorResponseException(
            HttpStatus.BAD_REQUEST,
            Problems.problem(
                HttpStatus.BAD_REQUEST, "The query is not one of this call's", violations),
            null);
      }
    }
    return true;
  }

  private static List<Violation> violations(String query, Map<String, Boolean> declared) {
    Map<String, Integer> given = new HashMap<>();
    List<Violation> violations = new ArrayList<>();
    if (declared.containsKey(ANY)) {
      return violations;
    }
    for (String pair : query.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      String raw = pair.substring(0, Math.max(pair.indexOf('='), 0));
      String name =
          PercentEncoding.decode((pair.indexOf('=') < 0 ? pair : raw).replace('+', ' '))
              .orElse(pair);
      int times = given.merge(name, 1, Integer::sum);
      if (!declared.containsKey(name) && times == 1) {
        violations.add(new Violation(name, unknown(declared)));
      } else if (Boolean.FALSE.equals(declared.get(name)) && times == 2) {
        violations.add(new Violation(name, "must be given once"));
      }
    }
    return violations;
  }

  private static String unknown(Map<String, Boolean> declared) {
    return declared.isEmpty()
        ? "is not known; this call has no parameters"
        : "is not known; there are " + String.join(", ", declared.keySet());
  }

  private Map<String, Boolean> read(HandlerMethod handler) {
    Map<String, Boolean> parameters = new TreeMap<>();
    for (MethodParameter parameter : handler.getMethodParameters()) {
      parameter.initParameterNameDiscovery(names);
      RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
      if (named != null && MultiValueMap.class.isAssignableFrom(parameter.getParameterType())) {
        parameters.put(ANY, true);
      } else if (named != null) {
        String name = named.name().isEmpty() ? parameter.getParameterName() : named.name();
        parameters.put(String.valueOf(name), isMany(parameter.getParameterType()));
      } else if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
        Arrays.stream(BeanUtils.getPropertyDescriptors(parameter.getParameterType()))
            .filter(property -> !property.getName().equals("class"))
            .forEach(property -> parameters.put(property.getName(), isMany(property)));
      }
    }
    return parameters;
  }

  private static boolean isMany(PropertyDescriptor property) {
    Class<?> type = property.getPropertyType();
    return type != null && isMany(type);
  }

  private static boolean isMany(Class<?> type) {
    return type.isArray() || Collection.class.isAssignableFrom(type);
  }
}
