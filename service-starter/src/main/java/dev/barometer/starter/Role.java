package dev.barometer.starter;

/** What a caller may do; an admin may do everything, manager includes agent includes viewer. */
public enum Role {
  INGEST,
  VIEWER,
  AGENT,
  MANAGER,
  ADMIN
}
