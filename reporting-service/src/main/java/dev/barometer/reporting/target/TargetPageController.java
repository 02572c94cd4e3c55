package dev.barometer.reporting.target;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.score.Scope;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.frame.page.Frame;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import dev.barometer.reporting.page.ScopeNames;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** What scores are measured by, for whoever sees them; managers set it here. */
@Controller
class TargetPageController {
  private static final String LIST = "/targets";
  private static final String[] TEXTS = {"target", "page", "dashboard"};
  private static final int PAGE = 50;
  private static final List<String> COLUMNS =
      List.of(
          "metric", "scope", "scale", "target", "good", "excellent", "baseline", "from", "source");

  private final TargetRepository targets;
  private final TargetPublisher publisher;
  private final TargetReader reader;
  private final YardstickReader yardsticks;
  private final ScopeNames scopes;
  private final OrganisationCalendar calendar;

  TargetPageController(
      TargetRepository targets,
      TargetPublisher publisher,
      TargetReader reader,
      YardstickReader yardsticks,
      ScopeNames scopes,
      OrganisationCalendar calendar) {
    this.targets = targets;
    this.publisher = publisher;
    this.reader = reader;
    this.yardsticks = yardsticks;
    this.scopes = scopes;
    this.calendar = calendar;
  }

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(LIST)
  @Nullable ModelAndView list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String format,
      @RequestAttribute Frame frame,
      HttpServletResponse response,
      Model model)
      throws IOException {
    LocalDate today = publisher.today();
    if ("csv".equals(format)) {
      CsvFiles.write(
          response,
          "targets",
          COLUMNS,
          each ->
              Stream.iterate(
                      targets.page(null, PAGE),
                      page -> page != null,
                      page ->
                          page.next() == null
                              ? null
                              : targets.page(Cursor.asked(page.next()), PAGE))
                  .flatMap(page -> page.items().stream())
                  .flatMap(one -> one.inForce(today).stream())
                  .map(TargetPageController::cells)
                  .forEach(each));
      return null;
    }
    TargetText text = text(frame);
    CursorPage<TargetText.Row> page =
        targets.page(Cursor.asked(cursor), PAGE).map(one -> text.row(one, today));
    model.addAttribute("rows", page.items());
    model.addAttribute(
        "nextPage",
        page.next() == null
            ? null
            : UriComponentsBuilder.fromPath(LIST).queryParam("cursor", page.next()).toUriString());
    model.addAttribute("usual", text.usual());
    model.addAttribute("metrics", text.metrics());
    model.addAttribute("maySet", frame.leadsTo("reports"));
    return new ModelAndView("targets", model.asMap());
  }

  private static List<@Nullable Object> cells(Target one) {
    Bands bands = one.bands();
    Baseline baseline = one.baseline();
    return Arrays.asList(
        one.metric(),
        one.scope(),
        one.scale(),
        one.target(),
        bands == null ? null : bands.good(),
        bands == null ? null : bands.excellent(),
        baseline == null ? null : baseline.value(),
        one.from(),
        one.source());
  }

  @GetMapping(TargetText.ONE)
  ModelAndView one(
      @RequestParam String metric,
      @RequestParam(defaultValue = "all") String scope,
      @RequestParam(required = false) @Nullable String done,
      @RequestAttribute Frame frame,
      Model model) {
    Metric known = known(metric);
    TargetHistory history = targets.find(known.id(), scope(scope));
    model.addAttribute("done", done);
    TargetForm form =
        history
            .newest()
            .filter(one -> !one.ended())
            .map(TargetForm::of)
            .orElseGet(TargetForm::empty);
    return page(model, frame, history, form, Map.of(), HttpStatus.OK);
  }

  @PostMapping(TargetText.ONE)
  ModelAndView set(
      @RequestParam Map<String, String> sent,
      @RequestParam String metric,
      @RequestParam String scope,
      @RequestAttribute Frame frame,
      Model model) {
    Metric known = known(metric);
    String of = scope(scope);
    TargetForm form = TargetForm.sent(sent);
    try {
      Long revision = IfMatch.revision('"' + sent.getOrDefault("revision", "") + '"');
      publisher.set(known, of, revision, form.toRequest(known), frame.signedIn().name());
      return shown(known, of, "set");
    } catch (InvalidRequestException e) {
      TargetHistory history = targets.find(known.id(), of);
      return page(model, frame, history, form, byField(e), HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      // Both are shown: what somebody else made of it meanwhile, and what was to become of it.
      model.addAttribute("meanwhile", true);
      TargetHistory history = targets.find(known.id(), of);
      return page(model, frame, history, form, Map.of(), HttpStatus.PRECONDITION_FAILED);
    }
  }

  @PostMapping(LIST + "/end")
  ModelAndView end(
      @RequestParam String metric, @RequestParam String scope, @RequestAttribute Frame frame) {
    Metric known = known(metric);
    String of = scope(scope);
    publisher.end(known, of, null, frame.signedIn().name());
    return shown(known, of, "ended");
  }

  private static Metric known(String metric) {
    Metric known = Parameters.metric(metric);
    if (!Yardstick.measures(known)) {
      throw new InvalidRequestException("metric", "must not be a count");
    }
    return known;
  }

  /** By its name alone, too, as all pages have it. */
  private String scope(String typed) {
    String text = typed.isBlank() ? Scope.ALL.toString() : typed.strip();
    return reader.scope(scopes.read(text).toString());
  }

  private static ModelAndView shown(Metric metric, String scope, String done) {
    return new ModelAndView("redirect:" + TargetText.address(metric.id(), scope) + "&done=" + done);
  }

  private TargetText text(Frame reader) {
    return new TargetText(reader.wording(TEXTS), calendar);
  }

  private static Map<String, List<String>> byField(InvalidRequestException e) {
    return Violation.byField(
        e.violations(),
        field ->
            switch (field) {
              case "baseline.value" -> "value";
              case "baseline.source" -> "valueSource";
              default -> field.replace("bands.", "");
            });
  }

  private ModelAndView page(
      Model model,
      Frame frame,
      TargetHistory history,
      TargetForm form,
      Map<String, List<String>> broken,
      HttpStatus status) {
    TargetText text = text(frame);
    TargetWords words = new TargetWords(frame.wording(TEXTS));
    Metric metric = Metrics.find(history.metric()).orElseThrow();
    LocalDate today = publisher.today();
    Yardstick by =
        yardsticks.inForce(Scope.parse(history.scope()), List.of(metric), today).get(metric.id());
    model.addAttribute("metric", metric);
    model.addAttribute("name", text.nameOf(metric.id()));
    model.addAttribute("scope", history.scope());
    model.addAttribute("revision", history.revision());
    model.addAttribute("form", form);
    model.addAttribute("broken", broken);
    model.addAttribute("scales", TargetReader.scalesOf(metric).stream().map(Scale::id).toList());
    model.addAttribute("lowIsGood", metric.lowIsGood());
    model.addAttribute("mayEnd", history.newest().filter(one -> !one.ended()).isPresent());
    model.addAttribute("inForce", by == null ? null : words.summary(by));
    model.addAttribute("source", by == null ? null : words.source(by, history.scope()));
    model.addAttribute("since", by == null || by.from() == null ? null : text.day(by.from()));
    model.addAttribute("planned", text.row(history, today).planned());
    model.addAttribute("versions", text.versions(history));
    return new ModelAndView("target", model.asMap(), status);
  }
}
