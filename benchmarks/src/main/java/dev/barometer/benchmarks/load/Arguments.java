package dev.barometer.benchmarks.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A command line of {@code --name value} pairs. */
final class Arguments {
  private final Map<String, String> values = new HashMap<>();

  Arguments(String[] arguments, List<String> known) {
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
      if (!known.contains(name) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "not understood: " + arguments[i] + "; there are --" + String.join(", --", known));
      }
      values.put(name, arguments[i + 1]);
    }
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  long number(String name, long otherwise) {
    return Long.parseLong(text(name, Long.toString(otherwise)));
  }
}
