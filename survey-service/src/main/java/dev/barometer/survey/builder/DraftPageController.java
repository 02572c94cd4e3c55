package dev.barometer.survey.builder;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.design.SurveyPolicy;
import dev.barometer.survey.design.SurveyPublisher;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.visitor.PreviewReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * One version of a survey. A draft is designed here: each button sends the whole form, and nothing
 * is kept of it before it is saved. What is published is only looked at.
 */
@Controller
class DraftPageController {
  private static final String ONE = SurveyPageController.VERSIONS + "/{version}";
  private static final String SAVE = "save";
  private static final String PUBLISH = "publish";
  private static final String SHOW = "show";
  private static final String LANGUAGE = "language";

  private final SurveyRepository surveys;
  private final SurveyPublisher publisher;
  private final CampaignRepository campaigns;
  private final TemplateFiles files;
  private final PreviewReader previews;
  private final Clock clock;

  DraftPageController(
      SurveyRepository surveys,
      SurveyPublisher publisher,
      CampaignRepository campaigns,
      TemplateFiles files,
      PreviewReader previews,
      Clock clock) {
    this.surveys = surveys;
    this.publisher = publisher;
    this.campaigns = campaigns;
    this.files = files;
    this.previews = previews;
    this.clock = clock;
  }

  /** Where a page is drawn for, and how its preview is looked at. */
  private record Drawing(
      HttpServletRequest call, HttpServletResponse answer, Model model, PreviewLook look) {}

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(ONE)
  ModelAndView one(
      @PathVariable String id,
      @PathVariable int version,
      @RequestParam(required = false) @Nullable String look,
      @RequestParam(required = false) @Nullable String width,
      Locale reader,
      HttpServletRequest call,
      HttpServletResponse answer,
      Model model) {
    SurveyVersion survey = publisher.find(id, version);
    Drawing drawing = new Drawing(call, answer, model, PreviewLook.of(look, width, reader));
    if (survey.status().equals(SurveyVersion.DRAFT)) {
      return draft(drawing, survey, SurveyForm.of(survey), Faults.NONE, HttpStatus.OK);
    }
    model.addAttribute("form", SurveyForm.of(survey));
    return page("survey", drawing, survey, survey, HttpStatus.OK);
  }

  /** As a file, to be kept, changed and taken in again. */
  @GetMapping(ONE + "/json")
  ResponseEntity<byte[]> json(@PathVariable String id, @PathVariable int version) {
    ContentDisposition file =
        ContentDisposition.attachment()
            .filename(id + "-" + version + ".json", StandardCharsets.UTF_8)
            .build();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
        .body(FactJson.write(publisher.find(id, version)));
  }

  @PostMapping(ONE)
  ModelAndView change(
      @PathVariable String id,
      @PathVariable int version,
      @RequestParam MultiValueMap<String, String> sent,
      Locale reader,
      HttpServletRequest call,
      HttpServletResponse answer,
      Model model) {
    FormFields fields = FormFields.of(sent);
    String button = fields.text("do");
    PreviewLook look = PreviewLook.of(fields.text("look"), fields.text("width"), reader);
    Drawing drawing = new Drawing(call, answer, model, look);
    SurveyForm form = SurveyForm.read(sent, files.scales());
    if (button.equals(SAVE) || button.equals(PUBLISH)) {
      return save(drawing, id, version, revision(fields), form, button.equals(PUBLISH));
    }
    SurveyForm moved = FormMove.apply(button, form, files.scales());
    String language = fields.text("new-language");
    if (button.equals(LANGUAGE) && !language.isEmpty()) {
      moved = moved.withLanguage(language);
    }
    model.addAttribute("revision", revision(fields));
    model.addAttribute("unsaved", !button.equals(SHOW));
    return draft(drawing, publisher.find(id, version), moved, Faults.NONE, HttpStatus.OK);
  }

  private ModelAndView save(
      Drawing drawing, String id, int version, long revision, SurveyForm form, boolean publish) {
    SurveyVersion before = publisher.find(id, version);
    try {
      SurveyVersion saved = publisher.change(id, version, revision, form.toVersion(id));
      return publish
          ? SurveyPageController.shown(publisher.publish(id, saved.version()), "published")
          : SurveyPageController.shown(saved, "saved");
    } catch (InvalidRequestException e) {
      drawing.model().addAttribute("revision", revision);
      return draft(
          drawing, before, form, Faults.of(e.violations()), HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ResponseStatusException e) {
      if (e.getStatusCode() != HttpStatus.PRECONDITION_FAILED) {
        throw e;
      }
      // Both are shown: what somebody else made of it meanwhile, and what was to become of it.
      SurveyVersion now = publisher.find(id, version);
      drawing.model().addAttribute("meanwhile", preview(drawing, now));
      return draft(drawing, now, form, Faults.NONE, HttpStatus.PRECONDITION_FAILED);
    }
  }

  /** Puts other questions into the form; they are kept when it is saved. */
  @PostMapping(ONE + "/json")
  ModelAndView takeOver(
      @PathVariable String id,
      @PathVariable int version,
      @RequestParam(defaultValue = "0") long revision,
      @RequestParam(defaultValue = "") String json,
      Locale reader,
      HttpServletRequest call,
      HttpServletResponse answer,
      Model model) {
    SurveyVersion before = publisher.find(id, version);
    Drawing drawing = new Drawing(call, answer, model, PreviewLook.of(null, null, reader));
    model.addAttribute("revision", revision);
    try {
      byte[] text = json.getBytes(StandardCharsets.UTF_8);
      SurveyVersion asked = SurveyForm.named(FactJson.read(text, SurveyVersion.class), id);
      List<Violation> violations = SurveyPolicy.check(asked, clock.instant());
      if (violations.isEmpty()) {
        model.addAttribute("unsaved", true);
        return draft(drawing, before, SurveyForm.of(asked), Faults.NONE, HttpStatus.OK);
      }
      model.addAttribute("refused", violations);
    } catch (UnreadableFactException e) {
      model.addAttribute("refused", List.of(e.violation()));
    }
    model.addAttribute("json", json);
    return draft(
        drawing, before, SurveyForm.of(before), Faults.NONE, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static long revision(FormFields fields) {
    String text = fields.text("revision");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private ModelAndView draft(
      Drawing drawing, SurveyVersion saved, SurveyForm form, Faults faults, HttpStatus status) {
    Model model = drawing.model();
    model.addAttribute("form", form);
    model.addAttribute("faults", faults);
    model.addAttribute("measures", Measures.all());
    model.addAttribute("scales", files.scales());
    if (!model.containsAttribute("revision")) {
      model.addAttribute("revision", saved.revision());
    }
    return page("survey-draft", drawing, saved, form.toVersion(saved.surveyId()), status);
  }

  /**
   * @param shown what the preview shows
   */
  private ModelAndView page(
      String view, Drawing drawing, SurveyVersion survey, SurveyVersion shown, HttpStatus status) {
    Model model = drawing.model();
    model.addAttribute("survey", survey);
    model.addAttribute("look", drawing.look());
    model.addAttribute("preview", preview(drawing, shown));
    model.addAttribute("versions", surveys.versions(survey.surveyId()));
    model.addAttribute(
        "campaigns",
        campaigns.all().stream()
            .filter(campaign -> campaign.surveyId().equals(survey.surveyId()))
            .map(Campaign::campaignId)
            .toList());
    if (!model.containsAttribute("json")) {
      model.addAttribute("json", new String(FactJson.write(shown), StandardCharsets.UTF_8));
    }
    return new ModelAndView(view, model.asMap(), status);
  }

  private String preview(Drawing drawing, SurveyVersion survey) {
    return previews.read(survey, drawing.look().locale(), drawing.call(), drawing.answer());
  }
}
