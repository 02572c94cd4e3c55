package dev.barometer.frame.brand;

import java.util.Locale;

/**
 * A colour of a screen.
 *
 * @param red from 0 to 255, as {@code green} and {@code blue}
 */
record Colour(int red, int green, int blue) {
  private static final int STEPS = 100;
  private static final double READABLE = 4.5;

  static final Colour WHITE = new Colour(255, 255, 255);
  static final Colour BLACK = new Colour(0, 0, 0);

  /**
   * Reads {@code #0b5cad}.
   *
   * @throws IllegalArgumentException where it is none
   */
  static Colour parse(String text) {
    if (!text.matches("#[0-9a-fA-F]{6}")) {
      throw new IllegalArgumentException(
          "barometer.brand.colour must be like #0b5cad, six digits after the sign: " + text);
    }
    int all = Integer.parseInt(text.substring(1), 16);
    return new Colour(all >> 16, all >> 8 & 255, all & 255);
  }

  /**
   * This, as little changed as makes it readable beside another: darker beside a light one, lighter
   * beside a dark one.
   */
  Colour readableOn(Colour ground) {
    Colour end = ground.luminance() > 0.18 ? BLACK : WHITE;
    for (int step = 0; step < STEPS; step++) {
      Colour tried = towards(end, step);
      if (tried.contrast(ground) >= READABLE) {
        return tried;
      }
    }
    return end;
  }

  private Colour towards(Colour end, int step) {
    return new Colour(
        red + (end.red - red) * step / STEPS,
        green + (end.green - green) * step / STEPS,
        blue + (end.blue - blue) * step / STEPS);
  }

  /**
   * From 1 to 21.
   *
   * @see <a href="https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio">WCAG 2.2, contrast ratio</a>
   */
  double contrast(Colour other) {
    double lighter = Math.max(luminance(), other.luminance());
    double darker = Math.min(luminance(), other.luminance());
    return (lighter + 0.05) / (darker + 0.05);
  }

  private double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  private static double linear(int part) {
    double share = part / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }
}
