package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Blank;
import org.jspecify.annotations.Nullable;

/** Who asked for help; a blank name, address or locale is absent. */
public record Requester(
    String id, @Nullable String name, @Nullable String email, @Nullable String locale) {

  public Requester {
    id = Blank.toMissing(id);
    name = Blank.toNull(name);
    email = Blank.toNull(email);
    locale = Blank.toNull(locale);
  }

  /** Whether it is no more than the empty fields of a form. */
  boolean saysNothing() {
    return id == null && name == null && email == null && locale == null;
  }
}
