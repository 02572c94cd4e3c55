package dev.barometer.starter.security;

import dev.barometer.starter.Role;
import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who calls.
 *
 * @param tokenId by which token it is known
 * @param name shown on pages and written into the audit log
 * @param sender whose is what it sends
 */
public record Caller(String tokenId, String name, Role role, String sender)
    implements AuthenticatedPrincipal, Serializable {

  /** What it sends is its own. */
  Caller(String tokenId, String name, Role role) {
    this(tokenId, name, role, name);
  }

  @Override
  public String getName() {
    return name;
  }
}
