package dev.barometer.contract;

import org.jspecify.annotations.Nullable;

/** Who asked for help; a blank name, address or locale is absent. */
public record Requester(
    String id, @Nullable String name, @Nullable String email, @Nullable String locale) {

  public Requester {
    name = Blank.toNull(name);
    email = Blank.toNull(email);
    locale = Blank.toNull(locale);
  }
}
