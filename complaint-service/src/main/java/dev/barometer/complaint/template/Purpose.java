package dev.barometer.complaint.template;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a message to a customer is for. */
public enum Purpose {
  ACKNOWLEDGE,
  ASK,
  ANSWER,
  FORMAL_ANSWER,
  CLOSE;

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(Purpose::label).toList();
  }

  public static Optional<Purpose> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }
}
