package dev.barometer.reporting.staff;

import java.util.List;

/** All who work here or did, by name. */
record StaffList(List<StaffView> items) {
  StaffList {
    items = List.copyOf(items);
  }
}
