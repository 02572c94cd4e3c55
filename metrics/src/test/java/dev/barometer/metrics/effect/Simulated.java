package dev.barometer.metrics.effect;

import java.lang.System.Logger.Level;
import java.util.Locale;

/** Tells what came of a simulation, beside whether it is within its limits. */
final class Simulated {
  private static final System.Logger LOG = System.getLogger(Simulated.class.getName());

  private Simulated() {}

  static void log(String format, Object... figures) {
    LOG.log(Level.INFO, () -> String.format(Locale.ROOT, format, figures).strip());
  }
}
