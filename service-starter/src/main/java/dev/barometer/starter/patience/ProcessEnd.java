package dev.barometer.starter.patience;

/** Ends the process, so that whoever watches over it starts it anew. */
@FunctionalInterface
public interface ProcessEnd {
  /** Returns at once. */
  void end(String reason);
}
