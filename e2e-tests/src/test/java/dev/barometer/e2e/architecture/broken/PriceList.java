package dev.barometer.e2e.architecture.broken;

/** A plain type that calls an edge, as none may. */
final class PriceList {
  int first(PriceRepository prices) {
    return prices.find();
  }
}
