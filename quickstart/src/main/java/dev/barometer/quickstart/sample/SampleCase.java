package dev.barometer.quickstart.sample;

import dev.barometer.contract.fact.Context;
import java.util.List;
import java.util.Map;

/**
 * A complaint that somebody took down, and what people did about it.
 *
 * @param id of the call by which it is taken down, so that this is done once
 * @param steps in the order in which they are taken
 */
record SampleCase(
    String id,
    String kind,
    String severity,
    Customer customer,
    String channel,
    String text,
    String remedySought,
    Context context,
    List<Step> steps) {

  /** Who complains. */
  record Customer(String id, String name, String locale) {
    String email() {
      return id + "@example.org";
    }
  }

  /**
   * One move.
   *
   * @param by who makes it
   * @param what the history calls it
   * @param move what the API calls it
   */
  record Step(String by, String what, String move, Map<String, ?> body) {}

  String ticketId() {
    return "INC-CASE-" + id;
  }

  Map<String, Object> request() {
    return Map.of(
        "kind", kind,
        "severity", severity,
        "ticketId", ticketId(),
        "person",
            Map.of(
                "id", customer.id(),
                "name", customer.name(),
                "email", customer.email(),
                "locale", customer.locale()),
        "channel", channel,
        "text", text,
        "remedySought", remedySought,
        "context", context);
  }
}
