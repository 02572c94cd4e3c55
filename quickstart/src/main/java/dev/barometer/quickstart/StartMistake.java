package dev.barometer.quickstart;

import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * What a service found wrong with its settings, in Spring Boot's words for people. All four find
 * the same at the same time; it is told once.
 */
public final class StartMistake implements FailureAnalysisReporter {

  private static final AtomicReference<FailureAnalysis> FIRST = new AtomicReference<>();

  @Override
  public void report(FailureAnalysis analysis) {
    FIRST.compareAndSet(null, analysis);
  }

  /** In one line: what is wrong, and what to do. */
  static String in(Throwable failure) {
    var analysis = FIRST.get();
    if (analysis != null) {
      var action = analysis.getAction();
      return oneLine(analysis.getDescription() + " " + (action == null ? "" : action));
    }
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    var message = root.getMessage();
    return oneLine(message == null ? root.getClass().getSimpleName() : message);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
