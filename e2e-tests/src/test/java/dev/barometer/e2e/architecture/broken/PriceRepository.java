package dev.barometer.e2e.architecture.broken;

/** An edge, by its name. */
final class PriceRepository {
  int find() {
    return 1;
  }
}
