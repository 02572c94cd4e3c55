package dev.barometer.reporting.render;

import dev.barometer.contract.rule.Violation;
import dev.barometer.reporting.edition.PlanFields;
import dev.barometer.reporting.edition.ReportRequest;
import dev.barometer.reporting.edition.Section;
import dev.barometer.reporting.page.ScopeNames;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a new report holds.
 *
 * @param from the first day
 * @param to the last day
 * @param compareTo {@code previous}, {@code year} or empty
 * @param recipients mail addresses, one a line
 */
record ReportForm(
    @Nullable String title,
    @Nullable String scope,
    @Nullable String from,
    @Nullable String to,
    @Nullable String compareTo,
    @Nullable List<String> sections,
    @Nullable List<String> languages,
    @Nullable String recipients) {

  /** With what is chosen where nobody chose yet. */
  ReportForm begun() {
    return new ReportForm(
        title,
        scope,
        from,
        to,
        compareTo == null ? "previous" : compareTo,
        sections == null ? Section.labels() : sections,
        languages == null ? PlanFields.LANGUAGES : languages,
        recipients);
  }

  /** As somebody sent it: what is not there was not chosen. */
  ReportForm sent() {
    return new ReportForm(
        title,
        scope,
        from,
        to,
        compareTo == null ? "" : compareTo,
        nullToEmpty(sections),
        nullToEmpty(languages),
        recipients);
  }

  /**
   * A period of the API ends with the day that is not in it any more.
   *
   * @param names what scopes are called
   */
  ReportRequest.Planned toRequest(ScopeNames names) {
    if (blankToNull(String.join("", nullToEmpty(sections))) == null) {
      throw new InvalidRequestException("sections", "at least one is required");
    }
    return new ReportRequest.Planned(
        null,
        title,
        blankToNull(scope) == null
            ? null
            : names.read(String.valueOf(blankToNull(scope))).toString(),
        blankToNull(from),
        after(to),
        compared(),
        sections,
        null,
        languages,
        null,
        lines(recipients));
  }

  private @Nullable String compared() {
    if (!"year".equals(compareTo) || blankToNull(from) == null || blankToNull(to) == null) {
      return blankToNull(compareTo);
    }
    LocalDate first = day("from", String.valueOf(blankToNull(from)));
    LocalDate last = day("to", String.valueOf(blankToNull(to)));
    return first.minusYears(1) + "/" + last.plusDays(1).minusYears(1);
  }

  private static LocalDate day(String field, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new InvalidRequestException(field, "must be a date");
    }
  }

  private static @Nullable String after(@Nullable String text) {
    String day = blankToNull(text);
    return day == null ? null : day("to", day).plusDays(1).toString();
  }

  private static List<String> lines(@Nullable String text) {
    return text == null
        ? List.of()
        : text.lines().map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static List<String> nullToEmpty(@Nullable List<String> all) {
    return all == null ? List.of() : all;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** What is wrong with each field, as the API says it. */
  static Map<String, List<String>> byField(InvalidRequestException e) {
    return Violation.byField(e.violations(), field -> field.replaceFirst("\\[.*", ""));
  }
}
