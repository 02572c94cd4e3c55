package dev.barometer.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Where somebody wanted to go who has to sign in first. It travels in the address of the login page
 * and is kept nowhere; whoever makes up such an address can lead nowhere but to a page of ours.
 */
final class Destination {
  static final String PARAMETER = "to";
  private static final String START = "/";
  private static final int LONGEST = 2_000;

  /** Where signing in leads anyway. */
  private static final Set<String> NOT_WORTH_SAYING = Set.of(START, "/dashboard");

  private Destination() {}

  /** What the address of the login page says of where this call wanted to go. */
  static String asQuery(HttpServletRequest call, String before) {
    String query = call.getQueryString();
    String path = call.getRequestURI() + (query == null ? "" : "?" + query);
    // A part of a page that is fetched by a script is no place to be led to.
    String mode = call.getHeader("Sec-Fetch-Mode");
    boolean isPage =
        HttpMethod.GET.matches(call.getMethod()) && (mode == null || mode.equals("navigate"));
    return isPage ? asQuery(path, before) : "";
  }

  static String asQuery(@Nullable String path, String before) {
    String own = own(path);
    return NOT_WORTH_SAYING.contains(own)
        ? ""
        : before + PARAMETER + "=" + URLEncoder.encode(own, StandardCharsets.UTF_8);
  }

  /** The path, where it is one of this host; else the start page. */
  static String own(@Nullable String path) {
    return path != null && isOwn(path) ? path : START;
  }

  private static boolean isOwn(String path) {
    return path.length() <= LONGEST
        && path.startsWith("/")
        && !path.startsWith("//")
        && path.chars().allMatch(c -> c > ' ' && c <= '~' && c != '\\');
  }
}
