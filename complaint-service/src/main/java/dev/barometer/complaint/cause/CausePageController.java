package dev.barometer.complaint.cause;

import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.handling.SeenRepository;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The root causes as managers keep them, and how many cases each explains. */
@Controller
class CausePageController {
  private static final String CAUSES = "/desk/causes";
  private static final String EDIT = CAUSES + "/edit";
  private static final List<Integer> DAYS = List.of(30, 90, 365);

  private final RootCauseRepository causes;
  private final RootCausePublisher publisher;
  private final CauseCountRepository counts;
  private final SeenRepository seen;
  private final ZoneId zone;
  private final Clock clock;

  CausePageController(
      RootCauseRepository causes,
      RootCausePublisher publisher,
      CauseCountRepository counts,
      SeenRepository seen,
      BarometerProperties barometer,
      Clock clock) {
    this.causes = causes;
    this.publisher = publisher;
    this.counts = counts;
    this.seen = seen;
    this.zone = barometer.organisation().zone();
    this.clock = clock;
  }

  /**
   * One of the list.
   *
   * @param others its names in other languages
   */
  record Line(String id, String name, List<String> others, boolean retired, long cases) {}

  /** What somebody wrote instead of choosing. */
  record Written(String text, long cases) {}

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(CAUSES)
  ModelAndView list(
      @RequestParam(defaultValue = "90") int days,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest call,
      Locale reader,
      Model model) {
    if (!DAYS.contains(days)) {
      throw new InvalidRequestException("days", "must be one of " + DAYS);
    }
    model.addAttribute("done", done);
    model.addAttribute("meanwhile", false);
    return list(days, call, reader, model, HttpStatus.OK);
  }

  private ModelAndView list(
      int days, HttpServletRequest call, Locale reader, Model model, HttpStatus status) {
    RootCauses all = causes.get();
    LocalDate since = LocalDate.ofInstant(clock.instant(), zone).minusDays(days);
    Instant from = since.atStartOfDay(zone).toInstant();
    Map<String, Long> known = new HashMap<>();
    Map<String, Long> written = new HashMap<>();
    Map<String, Long> closed =
        counts.closed(
            from, clock.instant().plusMillis(1), null, seen.of(DeskMemberReader.of(call)));
    for (Map.Entry<String, Long> one : closed.entrySet()) {
      Optional<RootCause> listed = all.find(one.getKey());
      if (listed.isPresent()) {
        known.merge(listed.get().id(), one.getValue(), Long::sum);
      } else {
        written.merge(one.getKey(), one.getValue(), Long::sum);
      }
    }
    model.addAttribute("revision", all.revision());
    model.addAttribute(
        "causes",
        all.all().stream()
            .map(one -> line(one, reader, known.getOrDefault(one.id(), 0L)))
            .toList());
    model.addAttribute(
        "written",
        written.entrySet().stream()
            .map(one -> new Written(one.getKey(), one.getValue()))
            .sorted(
                Comparator.comparingLong(Written::cases).reversed().thenComparing(Written::text))
            .toList());
    model.addAttribute("days", days);
    model.addAttribute("allDays", DAYS);
    model.addAttribute("since", since.toString());
    return new ModelAndView("desk-causes", model.asMap(), status);
  }

  private static Line line(RootCause one, Locale reader, long cases) {
    String name = one.text(reader);
    List<String> others =
        one.texts().values().stream().filter(text -> !text.equals(name)).sorted().toList();
    return new Line(one.id(), name, others, one.retired(), cases);
  }

  @GetMapping(EDIT)
  ModelAndView form(
      @RequestParam(required = false) @Nullable String id,
      @RequestParam(defaultValue = "") String name,
      Locale reader,
      Model model) {
    RootCauses all = causes.get();
    CauseForm form =
        id == null
            ? CauseForm.named(name, reader)
            : one(all, id)
                .map(CauseForm::of)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return form(all, form, false, Map.of(), model, HttpStatus.OK);
  }

  private static Optional<RootCause> one(RootCauses all, String id) {
    return all.all().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  @PostMapping(EDIT)
  ModelAndView save(@RequestParam long revision, HttpServletRequest call, Model model) {
    CauseForm form = CauseForm.sent(call.getParameterMap());
    RootCauses all = causes.get();
    try {
      publisher.change(revision, form.in(all.all()));
      return new ModelAndView("redirect:" + CAUSES + "?done=kept");
    } catch (InvalidRequestException e) {
      return form(all, form, false, broken(e), model, HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      return form(causes.get(), form, true, Map.of(), model, HttpStatus.PRECONDITION_FAILED);
    }
  }

  private static Map<String, List<String>> broken(InvalidRequestException e) {
    return Violation.byField(
        e.violations(), field -> field.replaceFirst("^rootCauses\\[\\d+]\\.(texts\\.)?", ""));
  }

  private static ModelAndView form(
      RootCauses all,
      CauseForm form,
      boolean meanwhile,
      Map<String, List<String>> broken,
      Model model,
      HttpStatus status) {
    model.addAttribute("form", form);
    model.addAttribute("broken", broken);
    model.addAttribute("meanwhile", meanwhile);
    model.addAttribute("revision", all.revision());
    model.addAttribute(
        "theirs",
        one(all, form.id())
            .map(one -> one.texts().values().stream().sorted().toList())
            .orElse(null));
    return new ModelAndView("desk-cause", model.asMap(), status);
  }

  /** One that is retired is offered no more; it can be offered again. */
  @PostMapping(CAUSES + "/retire")
  ModelAndView retire(
      @RequestParam String id,
      @RequestParam boolean retired,
      @RequestParam long revision,
      HttpServletRequest call,
      Locale reader,
      Model model) {
    List<RootCause> next =
        causes.get().all().stream()
            .map(one -> one.id().equals(id) ? new RootCause(id, one.texts(), retired) : one)
            .toList();
    try {
      publisher.change(revision, next);
      return new ModelAndView("redirect:" + CAUSES + "?done=" + (retired ? "retired" : "offered"));
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      model.addAttribute("meanwhile", true);
      return list(90, call, reader, model, HttpStatus.PRECONDITION_FAILED);
    }
  }
}
