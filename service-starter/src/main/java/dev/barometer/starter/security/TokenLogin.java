package dev.barometer.starter.security;

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
    return caller
        .filter(known -> known.name().equals(login.getName()))
        .map(Callers::authenticated)
        .orElseThrow(() -> new BadCredentialsException("Unknown name or token"));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
