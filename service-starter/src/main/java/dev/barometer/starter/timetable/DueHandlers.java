package dev.barometer.starter.timetable;

import java.util.List;

/** Several handlers of one room, as many as there are kinds of what it does. */
@FunctionalInterface
public interface DueHandlers {
  List<DueHandler> all();
}
