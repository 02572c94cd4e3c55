package dev.barometer.starter.patience;

/** Somebody whose work goes on by itself, as long as somebody looks at it now and then. */
public interface Watched {
  /** Notes who has stopped, and starts again what may be started again now. Called each second. */
  void look();
}
