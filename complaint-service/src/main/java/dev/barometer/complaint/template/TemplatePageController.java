package dev.barometer.complaint.template;

import dev.barometer.complaint.wording.WordingCheck;
import dev.barometer.complaint.wording.WordingRepository;
import dev.barometer.contract.rule.Violation;
import dev.barometer.frame.brand.Brand;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

/** The texts to begin with, as managers keep them: by purpose and language, each with a preview. */
@Controller
class TemplatePageController {
  private static final String TEMPLATES = "/desk/templates";
  private static final String EDIT = TEMPLATES + "/edit";

  private final TemplateRepository templates;
  private final TemplatePublisher publisher;
  private final WordingRepository wording;
  private final Brand brand;
  private final ZoneId zone;
  private final Clock clock;

  TemplatePageController(
      TemplateRepository templates,
      TemplatePublisher publisher,
      WordingRepository wording,
      Brand brand,
      BarometerProperties barometer,
      Clock clock) {
    this.templates = templates;
    this.publisher = publisher;
    this.wording = wording;
    this.brand = brand;
    this.zone = barometer.organisation().zone();
    this.clock = clock;
  }

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(TEMPLATES)
  ModelAndView list(
      @RequestParam(defaultValue = "") String purpose,
      @RequestParam(defaultValue = "") String locale,
      @RequestParam(required = false) @Nullable String done,
      Model model) {
    if (!purpose.isEmpty() && Purpose.of(purpose).isEmpty()) {
      throw new InvalidRequestException(
          "purpose", "must be one of " + String.join(", ", Purpose.labels()));
    }
    model.addAttribute("done", done);
    model.addAttribute("meanwhile", false);
    return list(purpose, locale, model, HttpStatus.OK);
  }

  private ModelAndView list(String purpose, String locale, Model model, HttpStatus status) {
    TemplateRepository.Kept kept = templates.find();
    List<Template> all = kept.templates().templates();
    model.addAttribute("revision", kept.revision());
    model.addAttribute(
        "templates",
        all.stream()
            .filter(one -> purpose.isEmpty() || one.purpose().equals(purpose))
            .filter(one -> locale.isEmpty() || one.locale().equals(locale))
            .sorted(
                Comparator.comparingInt((Template one) -> Purpose.labels().indexOf(one.purpose()))
                    .thenComparing(Template::templateId))
            .toList());
    model.addAttribute("purpose", purpose);
    model.addAttribute("locale", locale);
    model.addAttribute("purposes", Purpose.labels());
    model.addAttribute("locales", all.stream().map(Template::locale).distinct().sorted().toList());
    return new ModelAndView("desk-templates", model.asMap(), status);
  }

  @GetMapping(EDIT)
  ModelAndView form(
      @RequestParam(required = false) @Nullable String id,
      @RequestParam(required = false) @Nullable String locale,
      @RequestParam(required = false) @Nullable String purpose,
      Locale reader,
      Model model) {
    TemplateRepository.Kept kept = templates.find();
    if (id != null && purpose == null) {
      TemplateForm form =
          find(kept, id, String.valueOf(locale))
              .map(TemplateForm::of)
              .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
      return form(kept, form, Map.of(), false, model, HttpStatus.OK);
    }
    String language = locale == null ? reader.toLanguageTag() : locale;
    String what = purpose == null ? Purpose.ANSWER.label() : purpose;
    TemplateForm form = new TemplateForm("", "", id, what, language, "", "");
    return form(kept, form, Map.of(), false, model, HttpStatus.OK);
  }

  private static Optional<Template> find(TemplateRepository.Kept kept, String id, String locale) {
    return kept.templates().templates().stream()
        .filter(one -> one.templateId().equals(id) && one.locale().equals(locale))
        .findFirst();
  }

  /** Shows how it reads, or keeps it. */
  @PostMapping(EDIT)
  ModelAndView take(
      @ModelAttribute("form") TemplateForm form,
      @RequestParam long revision,
      @RequestParam(name = "do", defaultValue = "preview") String button,
      Model model) {
    TemplateRepository.Kept kept = templates.find();
    if (!button.equals("save")) {
      boolean meanwhile = revision != kept.revision();
      return form(kept, form, Map.of(), meanwhile, model, HttpStatus.OK);
    }
    try {
      publisher.change(revision, form.in(kept.templates()));
      return new ModelAndView("redirect:" + TEMPLATES + "?done=kept");
    } catch (InvalidRequestException e) {
      return form(kept, form, broken(e), false, model, HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      return form(templates.find(), form, Map.of(), true, model, HttpStatus.PRECONDITION_FAILED);
    }
  }

  /** By field of the form: all others were sound, so what is wrong is the one that is typed. */
  private static Map<String, List<String>> broken(InvalidRequestException e) {
    return Violation.byField(
        e.violations(), field -> field.replaceFirst("^templates\\[\\d+]\\.", ""));
  }

  @PostMapping(TEMPLATES + "/remove")
  ModelAndView remove(
      @RequestParam String id,
      @RequestParam String locale,
      @RequestParam long revision,
      Model model) {
    List<Template> next =
        templates.find().templates().templates().stream()
            .filter(one -> !(one.templateId().equals(id) && one.locale().equals(locale)))
            .toList();
    try {
      publisher.change(revision, new Templates(next));
      return new ModelAndView("redirect:" + TEMPLATES + "?done=removed");
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      model.addAttribute("meanwhile", true);
      return list("", "", model, HttpStatus.PRECONDITION_FAILED);
    }
  }

  private ModelAndView form(
      TemplateRepository.Kept kept,
      TemplateForm form,
      Map<String, List<String>> broken,
      boolean meanwhile,
      Model model,
      HttpStatus status) {
    model.addAttribute("form", form);
    model.addAttribute("broken", broken);
    model.addAttribute("meanwhile", meanwhile);
    model.addAttribute("revision", kept.revision());
    model.addAttribute(
        "theirs",
        find(kept, form.wasId(), form.wasIn())
            .map(one -> List.of(one.title(), one.text()))
            .orElse(null));
    model.addAttribute("purposes", Purpose.labels());
    model.addAttribute("fields", Fields.NAMES);
    if (!form.text().isEmpty()) {
      model.addAttribute("preview", Fields.fill(form.text(), examples(form.locale())).text());
      model.addAttribute(
          "findings",
          new WordingCheck(wording.find().lists()).findings(form.text(), form.locale()));
    }
    return new ModelAndView("desk-template", model.asMap(), status);
  }

  /** A case that there might be, in the language of the template. */
  private Map<String, @Nullable String> examples(String locale) {
    var words = new Wording(Locale.forLanguageTag(locale), zone, "desk-kept");
    Instant now = clock.instant();
    Map<String, @Nullable String> examples = new HashMap<>();
    for (String field : List.of(Fields.CUSTOMER, Fields.TEAM, Fields.AGENT, Fields.SERVICE)) {
      examples.put(field, words.say("desk.kept.example." + field));
    }
    examples.put(Fields.TICKET, "INC0012345");
    examples.put(Fields.CASE, "C-7f3a");
    examples.put(Fields.DUE, words.dateAndTime(now.plus(Duration.ofDays(1))));
    examples.put(Fields.OPENED, words.dateAndTime(now.minus(Duration.ofDays(1))));
    examples.put(Fields.ORGANISATION, brand.name());
    return examples;
  }
}
