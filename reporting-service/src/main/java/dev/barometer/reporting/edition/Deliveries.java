package dev.barometer.reporting.edition;

import java.util.List;

/** What became of the mails about reports. */
@FunctionalInterface
public interface Deliveries {

  /** In the order of the recipients; empty before it is published. */
  List<Delivery> of(String reportId);
}
