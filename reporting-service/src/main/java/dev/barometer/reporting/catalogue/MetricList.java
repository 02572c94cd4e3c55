package dev.barometer.reporting.catalogue;

import java.util.List;

/** Every metric there is, the most asked for first. */
record MetricList(List<MetricView> items) {
  MetricList {
    items = List.copyOf(items);
  }
}
