package dev.barometer.survey.builder;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.survey.builder.DraftPageReader.Drawing;
import dev.barometer.survey.design.SurveyPolicy;
import dev.barometer.survey.design.SurveyPublisher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A version of a survey as JSON: out of any, and into the form of a draft. */
@Controller
class DraftJsonController {
  private static final String JSON = DraftPageController.ONE + "/json";

  private final SurveyPublisher publisher;
  private final TemplateFiles files;
  private final DraftPageReader pages;
  private final Clock clock;

  DraftJsonController(
      SurveyPublisher publisher, TemplateFiles files, DraftPageReader pages, Clock clock) {
    this.publisher = publisher;
    this.files = files;
    this.pages = pages;
    this.clock = clock;
  }

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  /** As a file, to be kept, changed and taken in again. */
  @GetMapping(JSON)
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

  /** Puts other questions into the form; they are kept when it is saved. */
  @PostMapping(JSON)
  ModelAndView takeOver(
      @PathVariable String id,
      @PathVariable int version,
      @RequestParam(defaultValue = "0") long revision,
      @RequestParam(defaultValue = "") String json,
      Locale reader,
      HttpServletRequest call,
      HttpServletResponse answer,
      Model model) {
    SurveyVersion standing = pages.standing(id, version);
    Drawing drawing = new Drawing(call, answer, model, PreviewLook.of(null, null, reader));
    try {
      byte[] text = json.getBytes(StandardCharsets.UTF_8);
      SurveyVersion asked = SurveyForm.named(FactJson.read(text, SurveyVersion.class), id, version);
      List<Violation> violations = SurveyPolicy.check(asked, clock.instant());
      if (violations.isEmpty()) {
        SurveyForm form = SurveyForm.of(asked);
        if (standing == null) {
          return pages.over(drawing, id, version, form, Faults.NONE);
        }
        model.addAttribute("unsaved", true);
        return pages.draft(drawing.of(revision), standing, form, Faults.NONE, HttpStatus.OK);
      }
      model.addAttribute("refused", violations);
    } catch (UnreadableFactException e) {
      model.addAttribute("refused", List.of(e.violation()));
    }
    model.addAttribute("json", json);
    if (standing == null) {
      SurveyVersion empty = files.find(TemplateFiles.EMPTY).orElseThrow();
      return pages.over(drawing, id, version, SurveyForm.of(empty), Faults.NONE);
    }
    return pages.draft(
        drawing.of(revision),
        standing,
        SurveyForm.of(standing),
        Faults.NONE,
        HttpStatus.UNPROCESSABLE_CONTENT);
  }
}
