package dev.barometer.starter.security;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Form login: the user name is the token's name, the password the token. */
final class TokenLogin implements AuthenticationProvider {
  private final Tokens tokens;

  TokenLogin(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Authentication authenticate(Authentication login) {
    return tokens
        .find(String.valueOf(login.getCredentials()))
        .filter(caller -> caller.name().equals(login.getName()))
        .map(TokenLogin::authenticated)
        .orElseThrow(() -> new BadCredentialsException("Unknown name or token"));
  }

  static Authentication authenticated(Tokens.Caller caller) {
    var authority = new SimpleGrantedAuthority("ROLE_" + caller.role());
    return UsernamePasswordAuthenticationToken.authenticated(
        caller.name(), null, List.of(authority));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
