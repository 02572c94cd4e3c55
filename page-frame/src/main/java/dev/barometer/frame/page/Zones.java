package dev.barometer.frame.page;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Time zones by what people call them: their name, or the city in it. */
final class Zones {
  /** What is offered; every other one can be named. */
  static final List<String> OFFERED =
      List.of(
          "UTC",
          "America/Anchorage",
          "America/Bogota",
          "America/Chicago",
          "America/Denver",
          "America/Los_Angeles",
          "America/Mexico_City",
          "America/New_York",
          "America/Sao_Paulo",
          "Asia/Bangkok",
          "Asia/Dubai",
          "Asia/Hong_Kong",
          "Asia/Jakarta",
          "Asia/Karachi",
          "Asia/Kolkata",
          "Asia/Seoul",
          "Asia/Shanghai",
          "Asia/Singapore",
          "Asia/Taipei",
          "Asia/Tokyo",
          "Africa/Cairo",
          "Africa/Johannesburg",
          "Africa/Lagos",
          "Africa/Nairobi",
          "Australia/Perth",
          "Australia/Sydney",
          "Europe/Athens",
          "Europe/Berlin",
          "Europe/Istanbul",
          "Europe/London",
          "Europe/Madrid",
          "Europe/Moscow",
          "Pacific/Auckland");

  private Zones() {}

  static Optional<ZoneId> of(String text) {
    String name = text.strip().replace(' ', '_');
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException noName) {
      return ofCity(name);
    }
  }

  /** A city that is in two zones is none: "West" is in Brazil and in Australia. */
  private static Optional<ZoneId> ofCity(String name) {
    List<ZoneId> zones =
        ZoneId.getAvailableZoneIds().stream()
            .filter(id -> !id.startsWith("Etc/"))
            .filter(id -> id.substring(id.lastIndexOf('/') + 1).equalsIgnoreCase(name))
            .sorted()
            .map(ZoneId::of)
            .toList();
    return zones.stream().map(ZoneId::getRules).distinct().count() == 1
        ? Optional.of(zones.get(0))
        : Optional.empty();
  }
}
