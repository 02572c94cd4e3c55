package dev.barometer.starter.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** Another way to sign in on a service's pages, beside a name and a secret. */
@FunctionalInterface
public interface PageSignIn {
  void apply(HttpSecurity pages);
}
