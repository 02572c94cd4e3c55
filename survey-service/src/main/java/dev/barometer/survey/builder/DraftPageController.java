package dev.barometer.survey.builder;

import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.builder.DraftPageReader.Drawing;
import dev.barometer.survey.design.SurveyPublisher;
import dev.barometer.survey.design.SurveyRepository;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
  static final String ONE = SurveyPageController.VERSIONS + "/{version}";

  private static final String SAVE = "save";
  private static final String PUBLISH = "publish";
  private static final String SHOW = "show";
  private static final String LANGUAGE = "language";
  private static final String KEEP = "keep";

  private final SurveyRepository surveys;
  private final SurveyPublisher publisher;
  private final TemplateFiles files;
  private final DraftPageReader pages;

  DraftPageController(
      SurveyRepository surveys,
      SurveyPublisher publisher,
      TemplateFiles files,
      DraftPageReader pages) {
    this.surveys = surveys;
    this.publisher = publisher;
    this.files = files;
    this.pages = pages;
  }

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
    return pages.one(drawing, survey, HttpStatus.OK);
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
    if (button.equals(KEEP)) {
      return keep(drawing, id, version, form);
    }
    if (button.equals(SAVE) || button.equals(PUBLISH)) {
      return save(drawing, id, version, revision(fields), form, button.equals(PUBLISH));
    }
    SurveyForm moved = FormMove.apply(button, form, files.scales());
    String language = fields.text("new-language");
    if (button.equals(LANGUAGE) && !language.isEmpty()) {
      moved = moved.withLanguage(language);
    }
    SurveyVersion standing = pages.standing(id, version);
    if (standing == null) {
      return pages.over(drawing, id, version, moved, Faults.NONE);
    }
    model.addAttribute("unsaved", !button.equals(SHOW));
    return pages.draft(drawing.of(revision(fields)), standing, moved, Faults.NONE, HttpStatus.OK);
  }

  private ModelAndView save(
      Drawing drawing, String id, int version, long revision, SurveyForm form, boolean publish) {
    try {
      SurveyVersion saved = publisher.change(id, version, revision, form.toVersion(id));
      return publish
          ? SurveyPageController.shown(
              publisher.publish(id, version, saved.revision()), "published")
          : SurveyPageController.shown(saved, "saved");
    } catch (InvalidRequestException e) {
      Faults faults = Faults.of(e.violations());
      SurveyVersion standing = pages.standing(id, version);
      return standing == null
          ? pages.over(drawing, id, version, form, faults)
          : pages.draft(
              drawing.of(revision), standing, form, faults, HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ResponseStatusException e) {
      return overtaken(drawing, id, version, form, e);
    }
  }

  private ModelAndView overtaken(
      Drawing drawing, String id, int version, SurveyForm form, ResponseStatusException refusal) {
    if (!DraftPageReader.isOvertaken(refusal)) {
      throw refusal;
    }
    return pages.overtaken(drawing, id, version, form);
  }

  /**
   * What was typed goes on, not saved yet: in the draft that stands by now, or else in a new one.
   */
  private ModelAndView keep(Drawing drawing, String id, int version, SurveyForm form) {
    List<SurveyVersion> versions = surveys.versions(id);
    SurveyVersion newest = versions.isEmpty() ? null : versions.get(versions.size() - 1);
    try {
      if (newest == null) {
        return SurveyPageController.shown(publisher.create(form.toVersion(id)), "added");
      }
      if (DraftPageReader.isDraft(newest)) {
        return pages.meanwhile(drawing, newest, form, HttpStatus.OK);
      }
      SurveyVersion next = publisher.nextDraft(id);
      drawing.model().addAttribute("unsaved", true);
      return pages.draft(drawing, next, form, Faults.NONE, HttpStatus.OK);
    } catch (InvalidRequestException e) {
      return pages.over(drawing, id, version, form, Faults.of(e.violations()));
    } catch (ResponseStatusException e) {
      // Somebody else began one just now.
      int begun = newest == null ? 1 : newest.version() + 1;
      return overtaken(drawing, id, begun, form, e);
    }
  }

  /** Nobody throws away what he has not seen; what is gone already is what he wanted. */
  @PostMapping(ONE + "/discard")
  ModelAndView discard(
      @PathVariable String id,
      @PathVariable int version,
      @RequestParam(defaultValue = "0") long revision,
      Locale reader,
      HttpServletRequest call,
      HttpServletResponse answer,
      Model model) {
    try {
      publisher.discard(id, version, revision);
    } catch (ResponseStatusException e) {
      if (!DraftPageReader.isOvertaken(e)) {
        throw e;
      }
      SurveyVersion standing = surveys.find(id, version).orElse(null);
      if (standing != null) {
        model.addAttribute("kept", true);
        Drawing drawing = new Drawing(call, answer, model, PreviewLook.of(null, null, reader));
        return pages.one(drawing, standing, e.getStatusCode());
      }
    }
    return new ModelAndView("redirect:" + SurveyPageController.LIST + "?discarded");
  }

  private static long revision(FormFields fields) {
    String text = fields.text("revision");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
