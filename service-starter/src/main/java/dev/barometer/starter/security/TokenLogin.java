package dev.barometer.starter.security;

import dev.barometer.starter.Role;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Form login: the user name is the token's name, the password the token. */
final class TokenLogin implements AuthenticationProvider {
  private final Callers callers;

  TokenLogin(Callers callers) {
    this.callers = callers;
  }

  @Override
  public Authentication authenticate(Authentication login) {
    Optional<Caller> caller = callers.bySecret(String.valueOf(login.getCredentials()));
    if (caller.isEmpty() && !callers.knowsAllTokens()) {
      throw new AuthenticationServiceException("Not all tokens are known yet");
    }
    Caller known =
        caller
            .filter(one -> one.name().equals(login.getName()))
            .orElseThrow(() -> new BadCredentialsException("Unknown name or token"));
    if (known.role() == Role.INGEST) {
      throw new NoPageException();
    }
    return Callers.authenticated(known);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
