package dev.barometer.metrics;

/** The class of an answered point; NPS calls them detractor, passive and promoter. */
public enum PointClass {
  NEGATIVE,
  NEUTRAL,
  POSITIVE;

  /** The name as it travels: {@code negative}, {@code neutral}, {@code positive}. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The class with this label; throws {@link IllegalArgumentException} for any other text. */
  public static PointClass of(String label) {
    for (PointClass pointClass : values()) {
      if (pointClass.label().equals(label)) {
        return pointClass;
      }
    }
    throw new IllegalArgumentException("no class " + label);
  }
}
