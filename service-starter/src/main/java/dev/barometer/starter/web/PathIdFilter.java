package dev.barometer.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a thing be called by an id that a path cannot carry: {@code /things/a%2Fb} becomes {@code
 * /things?id=a%2Fb} before anything looks at the path, so that whoever decides about rights and
 * whoever handles the call see the same one. Only the last part of a path is taken so, as it was
 * sent, and decoded once; whatever it holds, it is no path any more. All other escaped slashes,
 * backslashes and percent signs are left to the firewall.
 */
public final class PathIdFilter extends OncePerRequestFilter {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~:@-]*[A-Za-z0-9_~:@-]");

  private final String method;
  private final String collection;
  private final String parameter;
  private final String after;

  /**
   * @param collection the path of all things, for example {@code /api/things}
   * @param parameter takes the id
   */
  public PathIdFilter(String method, String collection, String parameter) {
    this(method, collection, parameter, "");
  }

  /**
   * For what is done with a thing: {@code /things/a%2Fb/do} becomes {@code /things/do?id=a%2Fb}.
   *
   * @param after what follows the id, for example {@code /do}
   */
  public PathIdFilter(String method, String collection, String parameter, String after) {
    this.method = method;
    this.collection = collection;
    this.parameter = parameter;
    this.after = after;
  }

  /** Whether an id is a word that every path carries as it is. */
  public static boolean isPlain(String id) {
    return PLAIN.matcher(id).matches();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = idIn(request);
    chain.doFilter(
        id == null ? request : new ById(request, collection + after, parameter, id), response);
  }

  /** The id that is to be a parameter; null where the call goes on as it is. */
  private @Nullable String idIn(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (!request.getMethod().equals(method) || !path.startsWith(collection + "/")) {
      return null;
    }
    int begin = collection.length() + 1;
    int end = path.length() - after.length();
    if (end < begin || !path.endsWith(after)) {
      return null;
    }
    String last = path.substring(begin, end);
    if (last.isEmpty() || last.indexOf('/') >= 0 || last.indexOf(';') >= 0 || isPlain(last)) {
      return null;
    }
    return decoded(last);
  }

  /** Null where it is no UTF-8, or a percent sign begins nothing. */
  private static @Nullable String decoded(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c != '%') {
        bytes.writeBytes(String.valueOf(c).getBytes(UTF_8));
        continue;
      }
      int high = i + 2 < escaped.length() ? Character.digit(escaped.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(escaped.charAt(i + 2), 16);
      if (low < 0) {
        return null;
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static final class ById extends HttpServletRequestWrapper {
    private final String path;
    private final String query;
    private final Map<String, String[]> parameters;

    ById(HttpServletRequest request, String path, String parameter, String id) {
      super(request);
      this.path = path;
      String own = request.getQueryString();
      String named = parameter + "=" + URLEncoder.encode(id, UTF_8);
      this.query = own == null || own.isEmpty() ? named : named + "&" + own;
      this.parameters = new LinkedHashMap<>(request.getParameterMap());
      parameters.put(parameter, new String[] {id});
    }

    @Override
    public String getRequestURI() {
      return path;
    }

    @Override
    public StringBuffer getRequestURL() {
      StringBuffer url = super.getRequestURL();
      String before = super.getRequestURI();
      return url.replace(Math.max(0, url.length() - before.length()), url.length(), path);
    }

    @Override
    public String getServletPath() {
      return path;
    }

    @Override
    public @Nullable String getPathInfo() {
      return null;
    }

    @Override
    public String getQueryString() {
      return query;
    }

    @Override
    public @Nullable String getParameter(String name) {
      String[] values = parameters.get(name);
      return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return parameters.get(name);
    }
  }
}
