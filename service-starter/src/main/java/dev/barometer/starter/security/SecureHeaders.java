package dev.barometer.starter.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What browsers are told to refuse. */
public final class SecureHeaders {
  /** Styles may be set on elements because charts place their tooltips so; scripts may not. */
  public static final String PAGE_CONTENT =
      "default-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:;"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  static final String API_CONTENT = "default-src 'none'; frame-ancestors 'none'";

  private static final String NO_DEVICES =
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

  private SecureHeaders() {}

  /**
   * Beside what Spring Security sets by itself: no sniffing of types, no caching of what says
   * nothing else, no frames, and TLS only once it was used.
   */
  public static void protect(HeadersConfigurer<HttpSecurity> headers, String content) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(content))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(permissions -> permissions.policy(NO_DEVICES));
  }
}
