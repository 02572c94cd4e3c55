package dev.barometer.survey.builder;

import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.json.FactJson;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.visitor.PreviewReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Draws a version of a survey: a draft as a form, with what was typed, anything else to be looked
 * at. Where somebody else was faster, what was typed stands beside what he made of it.
 */
@Component
class DraftPageReader {
  private static final String REVISION = "revision";
  private static final String MEANWHILE = "meanwhile";

  /** How the API says that somebody else was faster. */
  private static final Set<HttpStatusCode> OVERTAKEN =
      Set.of(HttpStatus.NOT_FOUND, HttpStatus.CONFLICT, HttpStatus.PRECONDITION_FAILED);

  private final SurveyRepository surveys;
  private final CampaignRepository campaigns;
  private final TemplateFiles files;
  private final PreviewReader previews;

  DraftPageReader(
      SurveyRepository surveys,
      CampaignRepository campaigns,
      TemplateFiles files,
      PreviewReader previews) {
    this.surveys = surveys;
    this.campaigns = campaigns;
    this.files = files;
    this.previews = previews;
  }

  /** Where a page is drawn for, and how its preview is looked at. */
  record Drawing(
      HttpServletRequest call, HttpServletResponse answer, Model model, PreviewLook look) {

    /** What was typed is meant for this revision. */
    Drawing of(long revision) {
      model.addAttribute(REVISION, revision);
      return this;
    }
  }

  static boolean isOvertaken(ResponseStatusException refusal) {
    return OVERTAKEN.contains(refusal.getStatusCode());
  }

  /** Null where it is no draft any more. */
  @Nullable SurveyVersion standing(String id, int version) {
    return surveys.find(id, version).filter(DraftPageReader::isDraft).orElse(null);
  }

  static boolean isDraft(SurveyVersion survey) {
    return survey.status().equals(SurveyVersion.DRAFT);
  }

  ModelAndView one(Drawing drawing, SurveyVersion survey, HttpStatusCode status) {
    if (isDraft(survey)) {
      return draft(drawing, survey, SurveyForm.of(survey), Faults.NONE, status);
    }
    drawing.model().addAttribute("form", SurveyForm.of(survey));
    return page("survey", drawing, survey, survey, status);
  }

  ModelAndView draft(
      Drawing drawing, SurveyVersion saved, SurveyForm form, Faults faults, HttpStatusCode status) {
    Model model = drawing.model();
    model.addAttribute("form", form);
    model.addAttribute("faults", faults);
    model.addAttribute("measures", Measures.all());
    model.addAttribute("scales", files.scales());
    if (!model.containsAttribute(REVISION)) {
      model.addAttribute(REVISION, saved.revision());
    }
    return page("survey-draft", drawing, saved, form.toVersion(saved.surveyId()), status);
  }

  /** The draft as somebody else left it, and what was to become of it. */
  ModelAndView meanwhile(
      Drawing drawing, SurveyVersion standing, SurveyForm form, HttpStatusCode status) {
    drawing.model().addAttribute(MEANWHILE, preview(drawing, standing));
    return draft(drawing.of(standing.revision()), standing, form, Faults.NONE, status);
  }

  /** What stands in place of a draft that somebody else changed, published or threw away. */
  ModelAndView overtaken(Drawing drawing, String id, int version, SurveyForm form) {
    SurveyVersion standing = standing(id, version);
    return standing == null
        ? over(drawing, id, version, form, Faults.NONE)
        : meanwhile(drawing, standing, form, HttpStatus.PRECONDITION_FAILED);
  }

  /** It is no draft any more: what was typed can become another. */
  ModelAndView over(Drawing drawing, String id, int version, SurveyForm form, Faults faults) {
    Model model = drawing.model();
    SurveyVersion standing = surveys.find(id, version).orElse(null);
    List<SurveyVersion> versions = surveys.versions(id);
    SurveyVersion shown =
        standing == null && !versions.isEmpty() ? versions.get(versions.size() - 1) : standing;
    model.addAttribute("over", standing == null ? "discarded" : standing.status());
    if (shown != null) {
      model.addAttribute("stands", shown);
      model.addAttribute(MEANWHILE, preview(drawing, shown));
    }
    return draft(
        drawing.of(0),
        SurveyForm.named(form.toVersion(id), id, version),
        form,
        faults,
        standing == null ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT);
  }

  /**
   * @param shown what the preview shows
   */
  private ModelAndView page(
      String view,
      Drawing drawing,
      SurveyVersion survey,
      SurveyVersion shown,
      HttpStatusCode status) {
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
