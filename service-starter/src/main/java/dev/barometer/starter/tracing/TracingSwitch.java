package dev.barometer.starter.tracing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Leaves out all of tracing unless {@code barometer.tracing.endpoint} names who takes the traces:
 * then nothing is observed, sampled or exported that nobody reads. Logs and meters are never
 * pushed.
 */
final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {
  private static final String LOGGING =
      "org.springframework.boot.opentelemetry.autoconfigure.logging.";
  private static final String SDK = "org.springframework.boot.opentelemetry.";
  private static final String TRACING = "org.springframework.boot.micrometer.tracing.";

  private boolean on;

  @Override
  public void setEnvironment(Environment environment) {
    on = StringUtils.hasText(environment.getProperty("barometer.tracing.endpoint"));
  }

  @Override
  public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
    boolean[] kept = new boolean[classes.length];
    for (int i = 0; i < classes.length; i++) {
      kept[i] = isKept(classes[i]);
    }
    return kept;
  }

  private boolean isKept(@Nullable String name) {
    if (name == null) {
      return true;
    }
    boolean tracing = name.startsWith(TRACING) || name.startsWith(SDK);
    return !tracing || (on && !name.startsWith(LOGGING));
  }
}
