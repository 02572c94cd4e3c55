package dev.barometer.reporting.operating;

import dev.barometer.contract.rule.Violation;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Operating data, as a page of managers: the series, a form for one point, and one for a file. */
@Controller
class OperatingPageController {
  private static final String PAGE = "/reports/operating-data";
  private static final int ROWS = 50;
  private static final int NEWEST = 30;

  /** Those that the texts tell apart. */
  private static final Set<Integer> REFUSALS = Set.of(400, 413, 429, 507);

  /** Of what the page exports: what it imports. */
  private static final List<String> COLUMNS =
      List.of("source", "system", "measure", "unit", "at", "value", "scope");

  private final OperatingStore store;
  private final SeriesRepository series;
  private final PointRepository points;
  private final OrganisationCalendar calendar;
  private final OperatingProperties settings;
  private final Clock clock;

  OperatingPageController(
      OperatingStore store,
      SeriesRepository series,
      PointRepository points,
      OrganisationCalendar calendar,
      OperatingProperties settings,
      Clock clock) {
    this.store = store;
    this.series = series;
    this.points = points;
    this.calendar = calendar;
    this.settings = settings;
    this.clock = clock;
  }

  /** What the form sends; what it had is shown again when something of it is wrong. */
  record Form(String system, String measure, String unit, String scope, String at, String value) {
    SentSeries sent(OperatingRules rules, String source, boolean isRemoval) {
      SentSeries one =
          rules.series(new OperatingRules.Raw(system, measure, unit, scope), part -> part);
      Double number = isRemoval ? null : OperatingCsvReader.number(value.strip(), true);
      if (!isRemoval && number == null) {
        rules.violation("value", "must be a number");
      } else if (one != null) {
        rules.point(one, at, number, source, part -> part);
      }
      return rules.sent().get(0);
    }
  }

  /** Says how teams are staffed. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(PAGE)
  @Nullable ModelAndView show(
      @RequestParam(defaultValue = "") String system,
      @RequestParam(defaultValue = "") String measure,
      @RequestParam(required = false) @Nullable Long added,
      @RequestParam(required = false) @Nullable Long replaced,
      @RequestParam(required = false) @Nullable Long removed,
      @RequestParam(required = false) @Nullable Long unchanged,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable Integer refused,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if ("csv".equals(format)) {
      CsvFiles.write(response, "operating-data", COLUMNS, this::tellAll);
      return null;
    }
    if (added != null && replaced != null && removed != null && unchanged != null) {
      model.addAttribute("outcome", new OperatingCounts(added, replaced, removed, unchanged));
    }
    if (refused != null) {
      model.addAttribute("refused", REFUSALS.contains(refused) ? refused : 400);
    }
    return page(model, formOf(system, measure), after, HttpStatus.OK);
  }

  /** Of a series that one comes from; what it does not say is left to who fills it in. */
  private Form formOf(String system, String measure) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), calendar.zone());
    return series
        .find(system, measure)
        .map(
            one ->
                new Form(
                    one.system(),
                    one.measure(),
                    one.unit().label(),
                    one.scope() == null ? "" : one.scope(),
                    today.toString(),
                    ""))
        .orElse(new Form(system, measure, "percent", "", today.toString(), ""));
  }

  private ModelAndView page(Model model, Form form, @Nullable String after, HttpStatusCode status) {
    CursorPage<Series> found = CursorPage.of(series.list(after, ROWS + 1), ROWS, Series::id);
    model.addAttribute("page", found.map(one -> OperatingLine.of(one, points.newest(one, NEWEST))));
    model.addAttribute("count", series.count());
    model.addAttribute("form", form);
    model.addAttribute("units", MeasureUnit.labels());
    model.addAttribute("measures", KnownMeasure.labels());
    model.addAttribute("today", LocalDate.ofInstant(clock.instant(), calendar.zone()));
    model.addAttribute("columns", String.join(",", COLUMNS));
    model.addAttribute("zone", calendar.zone());
    model.addAttribute("megabytes", Math.max(1, settings.largestFile().toMegabytes()));
    model.addAttribute("mostPoints", settings.mostPoints());
    return new ModelAndView("operating", model.asMap(), status);
  }

  /** The newest point of each series: what one goes on from in a spreadsheet. */
  private void tellAll(Consumer<List<? extends @Nullable Object>> each) {
    for (Series one : series.all()) {
      points
          .newest(one, 1)
          .forEach(
              kept ->
                  each.accept(
                      Arrays.asList(
                          kept.source(),
                          one.system(),
                          one.measure(),
                          one.unit().label(),
                          OperatingView.text(kept.at(), calendar.zone()),
                          kept.value(),
                          one.scope())));
    }
  }

  @PostMapping(path = PAGE, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ModelAndView type(
      @RequestParam(defaultValue = "") String system,
      @RequestParam(defaultValue = "") String measure,
      @RequestParam(defaultValue = "") String unit,
      @RequestParam(defaultValue = "") String scope,
      @RequestParam(defaultValue = "") String at,
      @RequestParam(defaultValue = "") String value,
      @RequestParam(defaultValue = "false") boolean remove,
      Principal caller,
      Model model) {
    Form form = new Form(system, measure, unit, scope, at, value);
    try {
      OperatingRules rules = rules();
      String name = caller.getName();
      String source = name.substring(0, Math.min(name.length(), OperatingRules.LONGEST_SOURCE));
      return done(store.put(List.of(form.sent(rules, rules.source("source", source), remove))));
    } catch (InvalidRequestException e) {
      return wrong(model, form, e, "typed");
    }
  }

  @PostMapping(path = PAGE, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ModelAndView upload(@RequestParam(required = false) @Nullable MultipartFile file, Model model)
      throws IOException {
    try {
      if (file == null || file.isEmpty()) {
        throw new InvalidRequestException(List.of(new Violation("file", "is required")));
      }
      return done(store.put(new OperatingCsvReader(rules()).read(file.getBytes())));
    } catch (InvalidRequestException e) {
      return wrong(model, formOf("", ""), e, "file");
    }
  }

  private OperatingRules rules() {
    return new OperatingRules(calendar.zone(), clock.instant(), settings.mostPoints());
  }

  private static ModelAndView done(OperatingCounts counts) {
    return new ModelAndView(
        "redirect:"
            + PAGE
            + "?added="
            + counts.added()
            + "&replaced="
            + counts.replaced()
            + "&removed="
            + counts.removed()
            + "&unchanged="
            + counts.unchanged());
  }

  private ModelAndView wrong(Model model, Form form, InvalidRequestException e, String where) {
    model.addAttribute("violations", e.violations());
    model.addAttribute("where", where);
    model.addAttribute(
        "wrong", e.violations().stream().map(Violation::field).collect(Collectors.toSet()));
    return page(model, form, null, HttpStatus.UNPROCESSABLE_CONTENT);
  }
}
