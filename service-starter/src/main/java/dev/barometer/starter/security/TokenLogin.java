package dev.barometer.starter.security;

import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

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
        .map(TokenLogin::authenticated)
        .orElseThrow(() -> new BadCredentialsException("Unknown name or token"));
  }

  static Authentication authenticated(Caller caller) {
    var authority = new SimpleGrantedAuthority("ROLE_" + caller.role());
    return UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of(authority));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
