package dev.barometer.e2e.architecture.broken;

import org.springframework.util.StringUtils;

/** A rule that reaches for the framework, as none may. */
final class PricePolicy {
  boolean named(String name) {
    return StringUtils.hasText(name);
  }
}
