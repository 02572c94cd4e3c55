package dev.barometer.starter.web;

import java.util.Comparator;
import java.util.List;
import org.springframework.http.MediaType;

/** How welcome a media type is to a caller, as RFC 9110, 12.5.1 has it. */
public final class Acceptance {
  private Acceptance() {}

  /**
   * The quality, from 0 (not accepted) to 1: that of the most specific range that holds the type;
   * who names no range accepts anything.
   */
  public static double quality(List<MediaType> accepted, MediaType offered) {
    if (accepted.isEmpty()) {
      return 1;
    }
    return accepted.stream()
        .filter(range -> range.includes(offered))
        .max(
            Comparator.comparing((MediaType range) -> !range.isWildcardType())
                .thenComparing(range -> !range.isWildcardSubtype()))
        .map(MediaType::getQualityValue)
        .orElse(0.0);
  }
}
