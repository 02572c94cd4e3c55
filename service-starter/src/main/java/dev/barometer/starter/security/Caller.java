package dev.barometer.starter.security;

import dev.barometer.starter.Role;
import java.io.Serializable;
import java.util.List;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who calls.
 *
 * @param id of the token by which it is known, or of the person
 * @param name shown on pages and written into the audit log
 * @param sender whose is what it sends
 * @param teams the desks that a person belongs to; a token has none
 */
public record Caller(String id, String name, Role role, String sender, List<String> teams)
    implements AuthenticatedPrincipal, Serializable {

  public Caller {
    teams = List.copyOf(teams);
  }

  /** A token. */
  Caller(String id, String name, Role role, String sender) {
    this(id, name, role, sender, List.of());
  }

  /** A token; what it sends is its own. */
  Caller(String id, String name, Role role) {
    this(id, name, role, name);
  }

  @Override
  public String getName() {
    return name;
  }
}
