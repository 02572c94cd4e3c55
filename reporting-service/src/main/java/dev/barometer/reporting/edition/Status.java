package dev.barometer.reporting.edition;

import java.util.Locale;

/** How far an edition is. */
public enum Status {
  COLLECTING,
  DRAFT,
  IN_REVIEW,
  APPROVED,
  PUBLISHED;

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
