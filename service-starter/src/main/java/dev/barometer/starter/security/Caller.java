package dev.barometer.starter.security;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who calls.
 *
 * @param tokenId by which token it is known
 * @param name shown on pages and written into the audit log
 */
public record Caller(String tokenId, String name, Role role)
    implements AuthenticatedPrincipal, Serializable {

  @Override
  public String getName() {
    return name;
  }
}
