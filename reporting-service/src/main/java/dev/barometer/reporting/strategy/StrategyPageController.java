package dev.barometer.reporting.strategy;

import dev.barometer.contract.rule.Violation;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.frame.page.Frame;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.EditionPublisher;
import dev.barometer.reporting.edition.PlanFields;
import dev.barometer.reporting.edition.Section;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Report strategies as managers keep them: the list, a form, and when their reports come. */
@Controller
class StrategyPageController {
  private static final String LIST = "/reports/strategies";
  private static final String NEW = LIST + '/' + StrategyReader.NEW;
  private static final String ONE = LIST + "/{id}";
  private static final String PREVIEW = "preview";
  private static final int PAGE = 50;
  private static final int MOST_VERSIONS = 20;
  private static final int DATES = 3;
  private static final List<String> COLUMNS =
      List.of("strategyId", "title", "scope", "every", "day", "active", "nextDue", "lastReportId");

  private final StrategyRepository strategies;
  private final StrategyPublisher publisher;
  private final ScheduleRunner schedule;
  private final StaffDirectory staff;

  StrategyPageController(
      StrategyRepository strategies,
      StrategyPublisher publisher,
      ScheduleRunner schedule,
      StaffDirectory staff) {
    this.strategies = strategies;
    this.publisher = publisher;
    this.schedule = schedule;
    this.staff = staff;
  }

  /** A strategy in the list. */
  record Row(Strategy strategy, @Nullable Instant nextDue, @Nullable String lastReport) {
    List<@Nullable Object> cells() {
      return Arrays.asList(
          strategy.strategyId(),
          strategy.title(),
          strategy.scope(),
          strategy.cadence().every().label(),
          strategy.cadence().day(),
          strategy.active(),
          nextDue,
          lastReport);
    }
  }

  /** A report to come. */
  record Coming(String period, Instant due) {}

  /** Somebody who may be a reviewer, or is one. */
  record Reviewer(String id, String name) {}

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(LIST)
  @Nullable ModelAndView list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String format,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if ("csv".equals(format)) {
      CsvFiles.write(
          response,
          "report-strategies",
          COLUMNS,
          each ->
              Stream.iterate(
                      page(null),
                      page -> page != null,
                      page -> page.next() == null ? null : page(page.next()))
                  .flatMap(page -> page.items().stream())
                  .map(Row::cells)
                  .forEach(each));
      return null;
    }
    CursorPage<Row> page = page(cursor);
    model.addAttribute("rows", page.items());
    model.addAttribute(
        "nextPage",
        page.next() == null
            ? null
            : UriComponentsBuilder.fromPath(LIST).queryParam("cursor", page.next()).toUriString());
    return new ModelAndView("strategies", model.asMap());
  }

  private CursorPage<Row> page(@Nullable String cursor) {
    return strategies
        .page(Cursor.asked(cursor), PAGE)
        .map(
            kept ->
                new Row(kept.strategy(), schedule.nextDue(kept).orElse(null), kept.lastReport()));
  }

  @GetMapping(NEW)
  ModelAndView form(Model model) {
    return page(model, null, StrategyForm.empty(), Map.of(), HttpStatus.OK);
  }

  @PostMapping(NEW)
  ModelAndView add(
      @RequestParam MultiValueMap<String, String> sent,
      @RequestAttribute Frame frame,
      Model model) {
    StrategyForm form = StrategyForm.sent(sent);
    if (isPreview(sent)) {
      return page(model, null, form, Map.of(), HttpStatus.OK);
    }
    try {
      return shown(publisher.add(form.toRequest(), frame.signedIn().name()), "added");
    } catch (InvalidRequestException e) {
      return page(model, null, form, byField(e), HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ResponseStatusException e) {
      if (e.getStatusCode() != HttpStatus.CONFLICT) {
        throw e;
      }
      return page(model, null, form, Map.of("taken", List.of()), HttpStatus.CONFLICT);
    }
  }

  @GetMapping(ONE)
  ModelAndView one(
      @PathVariable String id, @RequestParam(required = false) @Nullable String done, Model model) {
    KeptStrategy kept = publisher.find(id);
    model.addAttribute("done", done);
    return page(model, kept, StrategyForm.of(kept.strategy()), Map.of(), HttpStatus.OK);
  }

  @PostMapping(ONE)
  ModelAndView change(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      @RequestAttribute Frame frame,
      Model model) {
    KeptStrategy kept = publisher.find(id);
    StrategyForm form = StrategyForm.sent(sent);
    if (isPreview(sent)) {
      return page(model, kept, form, Map.of(), HttpStatus.OK);
    }
    try {
      Long revision = IfMatch.revision('"' + StrategyForm.one(sent, "revision") + '"');
      return shown(
          publisher.change(id, revision, form.toRequest(), frame.signedIn().name()), "changed");
    } catch (InvalidRequestException e) {
      return page(model, kept, form, byField(e), HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      // Both are shown: what somebody else made of it meanwhile, and what was to become of it.
      model.addAttribute("meanwhile", true);
      return page(model, publisher.find(id), form, Map.of(), HttpStatus.PRECONDITION_FAILED);
    }
  }

  @PostMapping(ONE + "/retire")
  ModelAndView retire(@PathVariable String id, @RequestAttribute Frame frame) {
    return shown(publisher.retire(id, null, frame.signedIn().name()), "retired");
  }

  /** Of the newest period that is over. */
  @PostMapping(ONE + "/plan")
  ModelAndView plan(@PathVariable String id, @RequestAttribute Frame frame) {
    Edition edition =
        schedule.plan(
            publisher.find(id).strategy(), null, EditionPublisher.person(frame.signedIn()));
    return new ModelAndView("redirect:/reports/" + edition.reportId());
  }

  private static boolean isPreview(MultiValueMap<String, String> sent) {
    return PREVIEW.equals(sent.getFirst("do"));
  }

  private static ModelAndView shown(KeptStrategy kept, String done) {
    return new ModelAndView("redirect:" + addressOf(kept) + "?done=" + done);
  }

  private static URI addressOf(KeptStrategy kept) {
    return UriComponentsBuilder.fromPath(ONE).build(kept.strategy().strategyId());
  }

  /** By field of the form: what is wrong with one of many stands beside all of them. */
  private static Map<String, List<String>> byField(InvalidRequestException e) {
    return Violation.byField(
        e.violations(), field -> field.replaceFirst("\\[\\d+]$", "").replace("cadence.", ""));
  }

  private ModelAndView page(
      Model model,
      @Nullable KeptStrategy kept,
      StrategyForm form,
      Map<String, List<String>> broken,
      HttpStatus status) {
    model.addAttribute("kept", kept);
    model.addAttribute("address", kept == null ? NEW : addressOf(kept).toString());
    model.addAttribute("form", form);
    model.addAttribute("broken", broken);
    model.addAttribute("sections", Section.labels());
    model.addAttribute("everies", Cadence.Every.labels());
    model.addAttribute("languages", PlanFields.LANGUAGES);
    model.addAttribute("reviewers", reviewers(form.reviewers()));
    model.addAttribute("coming", coming(kept, form));
    if (kept != null) {
      model.addAttribute("nextDue", schedule.nextDue(kept).orElse(null));
      model.addAttribute("versions", strategies.versions(kept, null, MOST_VERSIONS).items());
    }
    return new ModelAndView("strategy", model.asMap(), status);
  }

  private List<Coming> coming(@Nullable KeptStrategy kept, StrategyForm form) {
    return form.cadence()
        .filter(cadence -> form.active())
        .map(
            cadence ->
                schedule.upcoming(kept, cadence, DATES).stream()
                    .map(one -> new Coming(cadence.nameOf(one.from(), one.to()), one.due()))
                    .toList())
        .orElse(List.of());
  }

  /** A form never changes by itself what it does not offer. */
  private List<Reviewer> reviewers(List<String> chosen) {
    Stream<Reviewer> offered =
        staff.all().stream()
            .filter(member -> chosen.contains(member.staffId()) || PlanFields.mayReview(member))
            .map(member -> new Reviewer(member.staffId(), member.name()));
    Stream<Reviewer> unknown =
        chosen.stream().filter(id -> staff.find(id).isEmpty()).map(id -> new Reviewer(id, id));
    return Stream.concat(offered, unknown)
        .sorted(Comparator.comparing(Reviewer::name).thenComparing(Reviewer::id))
        .toList();
  }
}
