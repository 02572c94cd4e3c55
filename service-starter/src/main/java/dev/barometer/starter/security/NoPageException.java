package dev.barometer.starter.security;

import org.springframework.security.core.AuthenticationException;

/** Whoever signs in is known, and may open no page: his token is for programs. */
final class NoPageException extends AuthenticationException {
  private static final long serialVersionUID = 1;

  NoPageException() {
    super("A token that opens no page");
  }
}
