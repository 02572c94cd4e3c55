package dev.barometer.e2e.architecture.broken;

import org.thymeleaf.context.IContext;

/** What has no face must not know this. */
final class PriceTag {
  String of(IContext page) {
    return String.valueOf(page.getVariable("price"));
  }
}
