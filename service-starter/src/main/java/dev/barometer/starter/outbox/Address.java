package dev.barometer.starter.outbox;

import dev.barometer.starter.timetable.Due;
import java.time.Instant;

/**
 * What stands in the timetable for an entry, or for all entries of an order.
 *
 * @param name the entry's id, or the order
 */
record Address(String kind, boolean isOrder, String name) {
  private static final String KIND_PREFIX = "outbox.";
  private static final String ENTRY = "entry/";
  private static final String ORDER = "order/";

  static Address of(OutboxEntry entry) {
    String order = entry.order();
    return order == null
        ? new Address(entry.kind(), false, entry.id())
        : new Address(entry.kind(), true, order);
  }

  static Address of(Due due) {
    boolean isOrder = due.key().startsWith(ORDER);
    String name = due.key().substring(isOrder ? ORDER.length() : ENTRY.length());
    return new Address(due.kind().substring(KIND_PREFIX.length()), isOrder, name);
  }

  static String dueKind(String kind) {
    return KIND_PREFIX + kind;
  }

  Due at(Instant then) {
    return new Due(dueKind(kind), (isOrder ? ORDER : ENTRY) + name, then);
  }

  /** Of the list of an order's entries. */
  String id() {
    return kind + "|" + name;
  }
}
