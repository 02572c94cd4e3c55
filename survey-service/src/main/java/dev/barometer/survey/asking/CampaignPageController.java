package dev.barometer.survey.asking;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignPublisher;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.campaign.OpenLinkReader;
import dev.barometer.survey.campaign.Trigger;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.design.SurveyTexts;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationFilter;
import dev.barometer.survey.invitation.InvitationRepository;
import dev.barometer.survey.invitation.InvitationTally;
import dev.barometer.survey.invitation.Rating;
import dev.barometer.survey.occurrence.Occurrence;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Campaigns, as pages of managers: the list with a form to add one, and one of them. */
@Controller
class CampaignPageController {
  static final String LIST = "/campaigns";
  static final String ONE = LIST + "/{id}";

  private static final List<String> COLUMNS =
      List.of(
          "campaignId",
          "surveyId",
          "trigger",
          "channel",
          "status",
          "considered",
          "asked",
          "answered");

  private final CampaignRepository campaigns;
  private final CampaignPublisher publisher;
  private final SurveyRepository surveys;
  private final InvitationRepository invitations;
  private final OpenLinkReader openLinks;
  private final LinkProperties links;
  private final BarometerProperties.Organisation organisation;

  CampaignPageController(
      CampaignRepository campaigns,
      CampaignPublisher publisher,
      SurveyRepository surveys,
      InvitationRepository invitations,
      OpenLinkReader openLinks,
      LinkProperties links,
      BarometerProperties barometer) {
    this.campaigns = campaigns;
    this.publisher = publisher;
    this.surveys = surveys;
    this.invitations = invitations;
    this.openLinks = openLinks;
    this.links = links;
    this.organisation = barometer.organisation();
  }

  /** A campaign in the list. */
  record Row(Campaign campaign, long considered, long asked, long answered) {

    List<Object> cells() {
      return List.of(
          campaign.campaignId(),
          campaign.surveyId(),
          campaign.trigger().on(),
          campaign.channel(),
          campaign.status(),
          considered,
          asked,
          answered);
    }
  }

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(LIST)
  @Nullable ModelAndView list(
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable String survey,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if ("csv".equals(format)) {
      CsvFiles.write(
          response, "campaigns", COLUMNS, each -> rows().stream().map(Row::cells).forEach(each));
      return null;
    }
    model.addAttribute("chosen", survey);
    return list(model, CampaignForm.empty(), Map.of(), HttpStatus.OK);
  }

  private ModelAndView list(
      Model model, CampaignForm form, Map<String, List<String>> broken, HttpStatus status) {
    model.addAttribute("campaigns", rows());
    return page("campaigns", model, form, broken, status);
  }

  private List<Row> rows() {
    Map<String, List<InvitationTally>> tallies =
        invitations.tallies(null).stream()
            .collect(Collectors.groupingBy(InvitationTally::campaignId));
    return campaigns.all().stream()
        .map(one -> row(one, Funnel.of(tallies.getOrDefault(one.campaignId(), List.of()))))
        .toList();
  }

  private Row row(Campaign campaign, Funnel funnel) {
    return new Row(
        campaign,
        funnel.considered(),
        funnel.count(InvitationFilter.ASKED),
        answered(campaign, funnel));
  }

  /** Also of those who came by themselves. */
  private long answered(Campaign campaign, Funnel funnel) {
    return openLinks.addressOf(campaign).isPresent()
        ? invitations.count(
            new InvitationFilter(
                campaign.campaignId(), null, null, InvitationDocument.ANSWERED, null))
        : funnel.count(InvitationDocument.ANSWERED);
  }

  @PostMapping(LIST)
  ModelAndView add(@ModelAttribute("form") CampaignForm form, Model model) {
    try {
      return shown(publisher.create(form.toRequest(form.campaignId())), "added");
    } catch (InvalidRequestException e) {
      return list(model, form, byField(e), HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ResponseStatusException e) {
      if (e.getStatusCode() != HttpStatus.CONFLICT) {
        throw e;
      }
      return list(model, form, Map.of("taken", List.of()), HttpStatus.CONFLICT);
    }
  }

  @GetMapping(ONE)
  ModelAndView one(@PathVariable String id, Model model) {
    Campaign campaign = publisher.find(id);
    return one(model, campaign, CampaignForm.of(campaign), Map.of(), HttpStatus.OK);
  }

  private ModelAndView one(
      Model model,
      Campaign campaign,
      CampaignForm form,
      Map<String, List<String>> broken,
      HttpStatus status) {
    model.addAttribute("campaign", campaign);
    model.addAttribute("set", CampaignForm.of(campaign));
    model.addAttribute("openLink", openLinks.addressOf(campaign).orElse(null));
    List<InvitationTally> tallies = invitations.tallies(campaign.campaignId());
    Funnel funnel = Funnel.of(tallies);
    model.addAttribute("funnel", funnel);
    model.addAttribute("answered", answered(campaign, funnel));
    model.addAttribute("rates", ResponseRate.of(tallies));
    String scope = UriUtils.encode("campaign:" + campaign.campaignId(), StandardCharsets.UTF_8);
    model.addAttribute("dashboard", links.reporting() + "/dashboard?scope=" + scope);
    compareLateAnswers(model, campaign, tallies);
    return page("campaign", model, form, broken, status);
  }

  private void compareLateAnswers(Model model, Campaign campaign, List<InvitationTally> tallies) {
    Question question =
        surveys.published(campaign.surveyId()).flatMap(Rating::question).orElse(null);
    if (question != null) {
      boolean strict = organisation.groupSize() > 1;
      model.addAttribute(
          "question", SurveyTexts.said(question.text(), LocaleContextHolder.getLocale()));
      model.addAttribute(
          "late", LateAnswers.of(tallies, question, organisation.minimumN(), strict));
    }
  }

  @PostMapping(ONE)
  ModelAndView change(
      @PathVariable String id,
      @RequestParam long revision,
      @ModelAttribute("form") CampaignForm form,
      Model model) {
    Campaign before = publisher.find(id);
    try {
      return shown(publisher.change(id, revision, form.toRequest(id)), "changed");
    } catch (InvalidRequestException e) {
      return one(model, before, form, byField(e), HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      // Both are shown: what somebody else made of it meanwhile, and what was to become of it.
      model.addAttribute("meanwhile", true);
      return one(model, publisher.find(id), form, Map.of(), HttpStatus.PRECONDITION_FAILED);
    }
  }

  @PostMapping(ONE + "/start")
  ModelAndView start(@PathVariable String id, Model model) {
    try {
      return shown(publisher.start(id), "started");
    } catch (InvalidRequestException e) {
      model.addAttribute("refused", e.violations());
      Campaign campaign = publisher.find(id);
      return one(
          model, campaign, CampaignForm.of(campaign), Map.of(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @PostMapping(ONE + "/pause")
  ModelAndView pause(@PathVariable String id) {
    return shown(publisher.pause(id), "paused");
  }

  private static ModelAndView shown(Campaign campaign, String done) {
    String address =
        UriComponentsBuilder.fromPath(ONE).queryParam(done).build(campaign.campaignId()).toString();
    return new ModelAndView("redirect:" + address);
  }

  /** The rules that are broken, by field of the form; a part of a field is named with its rule. */
  private static Map<String, List<String>> byField(InvalidRequestException e) {
    Map<String, List<String>> broken = new TreeMap<>();
    for (Violation violation : e.violations()) {
      String whole =
          violation.field().equals("trigger.on")
              ? "trigger"
              : violation.field().replaceFirst("^trigger\\.", "");
      String field = whole.split("[.\\[]")[0];
      String part = whole.equals(field) ? "" : violation.field() + " ";
      broken.merge(
          field,
          List.of(part + violation.rule()),
          (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }
    return broken;
  }

  private ModelAndView page(
      String view,
      Model model,
      CampaignForm form,
      Map<String, List<String>> broken,
      HttpStatus status) {
    model.addAttribute("form", form);
    model.addAttribute("broken", broken);
    model.addAttribute("surveys", withOwn(published(), form.surveyId()));
    model.addAttribute("triggers", Trigger.KINDS);
    model.addAttribute("channels", List.of(Campaign.MAIL, Campaign.WEBHOOK, Campaign.LINK));
    model.addAttribute("units", SpanText.UNITS);
    model.addAttribute("delaysIn", List.of(Campaign.TIME, Campaign.BUSINESS_HOURS));
    model.addAttribute("fields", Occurrence.FIELDS);
    model.addAttribute("zones", new TreeSet<>(ZoneId.getAvailableZoneIds()));
    return new ModelAndView(view, model.asMap(), status);
  }

  private List<String> published() {
    return surveys.all().stream()
        .map(SurveyVersion::surveyId)
        .distinct()
        .filter(id -> surveys.published(id).isPresent())
        .toList();
  }

  /** A form never changes by itself what it does not offer. */
  private static List<String> withOwn(List<String> offered, String own) {
    return own.isEmpty() || offered.contains(own)
        ? offered
        : Stream.concat(offered.stream(), Stream.of(own)).toList();
  }
}
