package dev.barometer.starter.calendar;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The days of a file: an .ics file as calendars export it, or a .csv file of dates and kinds.
 *
 * @param remarks what whoever set the file should know of what was read
 */
record HolidayFile(Map<LocalDate, SpecialDay> days, List<String> remarks) {
  private static final String HEADER = "date,kind";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  HolidayFile {
    days = Map.copyOf(days);
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException where there is none, or not all of it can be read
   */
  static HolidayFile read(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    try {
      if (name.endsWith(".ics")) {
        return IcsDays.read(text(file));
      }
      if (name.endsWith(".csv")) {
        return csv(text(file));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(file + " must end with .ics or .csv");
  }

  private static String text(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("is not UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("could not be read: " + e, e);
    }
  }

  /** Lines such as {@code 2026-10-01,closed,National Day}: what follows the kind is for readers. */
  static HolidayFile csv(String text) {
    Map<LocalDate, SpecialDay> days = new TreeMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      boolean isHeader = line.toLowerCase(Locale.ROOT).replace(" ", "").startsWith(HEADER);
      if (line.isEmpty() || line.startsWith("#") || isHeader) {
        continue;
      }
      String[] cells = line.split(",", 3);
      try {
        if (cells.length < 2) {
          throw new IllegalArgumentException(
              "must be a date and a kind, such as 2026-10-01,closed");
        }
        add(days, LocalDate.parse(cells[0].strip()), SpecialDay.parse(cells[1]));
      } catch (DateTimeException | IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return new HolidayFile(days, List.of());
  }

  static void add(Map<LocalDate, SpecialDay> days, LocalDate date, SpecialDay day) {
    SpecialDay before = days.putIfAbsent(date, day);
    if (before != null && !before.equals(day)) {
      throw new IllegalArgumentException(date + " is said to be two different things");
    }
  }
}
