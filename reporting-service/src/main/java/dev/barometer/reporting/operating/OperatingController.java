package dev.barometer.reporting.operating;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.PeriodParser;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Operating data over HTTP: programs send it, managers look at it. */
@RestController
@RequestMapping("/api/operating-data")
@Tag(name = "Operating data")
class OperatingController {
  private static final int LONGEST_PAGE = 1_000;
  private static final String CSV = "text/csv";

  private final OperatingStore store;
  private final SeriesRepository series;
  private final PointRepository points;
  private final PeriodParser periods;
  private final OrganisationCalendar calendar;
  private final OperatingProperties settings;
  private final Clock clock;

  OperatingController(
      OperatingStore store,
      SeriesRepository series,
      PointRepository points,
      PeriodParser periods,
      OrganisationCalendar calendar,
      OperatingProperties settings,
      Clock clock) {
    this.store = store;
    this.series = series;
    this.points = points;
    this.periods = periods;
    this.calendar = calendar;
    this.settings = settings;
    this.clock = clock;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Takes points of operating data: all of them or none",
      description =
          "The same point again replaces; a value of null takes it away. A series keeps its unit.")
  OperatingCounts takeJson(@RequestBody byte[] body) {
    return store.put(new OperatingReader(rules()).read(body));
  }

  @PostMapping(consumes = CSV)
  @Operation(
      summary = "Takes points of operating data: all of them or none",
      description =
          "The same point again replaces; a value of null takes it away. A series keeps its unit.")
  OperatingCounts takeCsv(@RequestBody byte[] body) {
    return store.put(new OperatingCsvReader(rules()).read(body));
  }

  private OperatingRules rules() {
    return new OperatingRules(calendar.zone(), clock.instant(), settings.mostPoints());
  }

  @GetMapping
  @Operation(summary = "The points of a series, the oldest first")
  CursorPage<OperatingView.OperatingPoint> points(
      @RequestParam String system,
      @RequestParam String measure,
      @Parameter(description = "Inclusive") @RequestParam(required = false) @Nullable String from,
      @Parameter(description = "Exclusive") @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit) {
    int most = CursorPage.limit(limit, LONGEST_PAGE);
    Cursor after = Cursor.asked(cursor);
    Period period = periods.read(from, to, clock.instant());
    Series one =
        series
            .find(system, measure)
            .orElseThrow(
                () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such series"));
    List<KeptPoint> found = points.in(one, period, after == null ? null : after.at(), most + 1);
    return CursorPage.of(found, most, last -> new Cursor(last.at(), one.id()).toString())
        .map(kept -> OperatingView.OperatingPoint.of(kept, calendar.zone()));
  }

  @GetMapping("/series")
  @Operation(summary = "The series there are, and where they begin and end")
  CursorPage<OperatingView.OperatingSeries> series(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit) {
    int most = CursorPage.limit(limit, LONGEST_PAGE);
    Cursor after = Cursor.asked(cursor);
    return CursorPage.of(
            series.list(after == null ? null : after.id(), most + 1),
            most,
            last -> new Cursor(Instant.EPOCH, last.id()).toString())
        .map(one -> OperatingView.OperatingSeries.of(one, points.ends(one), calendar.zone()));
  }
}
