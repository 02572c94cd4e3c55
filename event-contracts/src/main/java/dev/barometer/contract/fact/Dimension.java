package dev.barometer.contract.fact;

import java.util.Locale;
import java.util.Optional;

/** What a score can be narrowed to. */
public enum Dimension {
  SERVICE,
  TEAM,
  AGENT,
  CHANNEL,
  PRIORITY,
  CATEGORY,
  ORGANIZATION,
  LOCATION,
  SURVEY,
  CAMPAIGN;

  private static final Dimension[] ALL = values();

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name as it travels, in lower case. */
  public String label() {
    return label;
  }

  public static Optional<Dimension> of(String label) {
    for (Dimension dimension : ALL) {
      if (dimension.label.equals(label)) {
        return Optional.of(dimension);
      }
    }
    return Optional.empty();
  }
}
