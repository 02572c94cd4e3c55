package dev.barometer.reporting.edition;

import dev.barometer.reporting.ticket.TicketList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a report can speak of, in the order in which it does. */
public enum Section {
  OVERVIEW,
  VOLUME,
  FAULTS,
  SLA,
  SATISFACTION,
  COMPLAINTS,
  OPERATIONS,
  TRENDS,
  IMPROVEMENT;

  /** Which tickets it lists one by one, and people write of; empty where none. */
  public Optional<TicketList> lists() {
    return switch (this) {
      case FAULTS -> Optional.of(TicketList.MAJOR);
      case SLA -> Optional.of(TicketList.MISSED);
      default -> Optional.empty();
    };
  }

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Section> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(Section::label).toList();
  }
}
