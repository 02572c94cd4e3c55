package dev.barometer.survey.builder;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.design.SurveyPublisher;
import dev.barometer.survey.design.SurveyRepository;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Surveys, as pages of managers: the list, with a form that begins one. */
@Controller
class SurveyPageController {
  static final String LIST = "/surveys";
  static final String VERSIONS = LIST + "/{id}/versions";

  private static final String JSON = "json";
  private static final int MOST_BYTES = 1_000_000;
  private static final List<String> COLUMNS =
      List.of("surveyId", "title", "status", "version", "versions", "questions", "campaigns");

  private final SurveyRepository surveys;
  private final SurveyPublisher publisher;
  private final CampaignRepository campaigns;
  private final TemplateFiles files;

  SurveyPageController(
      SurveyRepository surveys,
      SurveyPublisher publisher,
      CampaignRepository campaigns,
      TemplateFiles files) {
    this.surveys = surveys;
    this.publisher = publisher;
    this.campaigns = campaigns;
    this.files = files;
  }

  /** What the form sends that begins a survey. */
  record Beginning(String surveyId, String from, String json) {
    static final Beginning EMPTY = new Beginning("", "after-ticket", "");
  }

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(LIST)
  @Nullable ModelAndView list(
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable Integer refused,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if ("csv".equals(format)) {
      CsvFiles.write(
          response,
          "surveys",
          COLUMNS,
          each -> lines().stream().map(SurveyLine::cells).forEach(each));
      return null;
    }
    model.addAttribute("refused", refused != null);
    return list(model, Beginning.EMPTY, List.of(), HttpStatus.OK);
  }

  private ModelAndView list(
      Model model, Beginning form, List<Violation> violations, HttpStatusCode status) {
    model.addAttribute("surveys", lines());
    model.addAttribute("templates", files.templates());
    model.addAttribute("form", form);
    model.addAttribute("violations", violations);
    return new ModelAndView("surveys", model.asMap(), status);
  }

  private List<SurveyLine> lines() {
    Map<String, List<String>> asking =
        campaigns.all().stream()
            .collect(
                Collectors.groupingBy(
                    Campaign::surveyId,
                    Collectors.mapping(Campaign::campaignId, Collectors.toList())));
    return surveys.all().stream()
        .collect(
            Collectors.groupingBy(SurveyVersion::surveyId, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(all -> SurveyLine.of(all, asking.getOrDefault(all.get(0).surveyId(), List.of())))
        .toList();
  }

  @PostMapping(path = LIST, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ModelAndView begin(
      @RequestParam(defaultValue = "") String surveyId,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String json,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Model model)
      throws IOException {
    Beginning form = new Beginning(surveyId.strip(), from, json);
    try {
      SurveyVersion begun = publisher.create(asked(form, file));
      return shown(begun, "added");
    } catch (UnreadableFactException e) {
      return list(model, form, List.of(e.violation()), HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (InvalidRequestException e) {
      return list(model, form, e.violations(), HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ResponseStatusException e) {
      if (e.getStatusCode() != HttpStatus.CONFLICT) {
        throw e;
      }
      model.addAttribute("taken", true);
      return list(model, form, List.of(), HttpStatus.CONFLICT);
    }
  }

  /** Named as it was typed, or else as the JSON says. */
  private SurveyVersion asked(Beginning form, @Nullable MultipartFile file) throws IOException {
    SurveyVersion asked =
        form.from().equals(JSON)
            ? FactJson.read(json(form, file), SurveyVersion.class)
            : files
                .find(form.from())
                .orElseThrow(
                    () ->
                        new InvalidRequestException(
                            List.of(new Violation("from", "must be one of those offered"))));
    return form.surveyId().isEmpty() && form.from().equals(JSON)
        ? asked
        : SurveyForm.named(asked, form.surveyId());
  }

  private static byte[] json(Beginning form, @Nullable MultipartFile file) throws IOException {
    if (file == null || file.isEmpty()) {
      return form.json().getBytes(StandardCharsets.UTF_8);
    }
    if (file.getSize() > MOST_BYTES) {
      throw new InvalidRequestException(
          List.of(new Violation("file", "must have at most " + MOST_BYTES + " bytes")));
    }
    return file.getBytes();
  }

  /** Where one goes on with it. */
  @GetMapping(LIST + "/{id}")
  ModelAndView one(@PathVariable String id) {
    List<SurveyVersion> versions = surveys.versions(id);
    if (versions.isEmpty()) {
      throw SurveyPublisher.unknown();
    }
    int open = SurveyLine.of(versions, List.of()).open();
    return new ModelAndView("redirect:" + address(id, open).build().encode());
  }

  @PostMapping(VERSIONS)
  ModelAndView next(@PathVariable String id) {
    return shown(publisher.nextDraft(id), "begun");
  }

  @PostMapping(VERSIONS + "/{version}/retire")
  ModelAndView retire(@PathVariable String id, @PathVariable int version) {
    return shown(publisher.retire(id, version), "retired");
  }

  static ModelAndView shown(SurveyVersion survey, String done) {
    return new ModelAndView(
        "redirect:"
            + address(survey.surveyId(), survey.version()).queryParam(done).build().encode());
  }

  private static UriComponentsBuilder address(String id, int version) {
    return UriComponentsBuilder.fromPath(LIST).pathSegment(id, "versions", String.valueOf(version));
  }
}
