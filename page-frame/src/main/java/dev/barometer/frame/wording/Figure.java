package dev.barometer.frame.wording;

import java.util.List;
import java.util.stream.Collectors;

/** A formatted number with its unit ({@code 84.6} and {@code %}); the unit carries its own gap. */
public record Figure(String number, String unit) {

  public static String inOneLine(List<Figure> figures) {
    return figures.stream()
        .map(figure -> figure.number + figure.unit)
        .collect(Collectors.joining(" "));
  }
}
