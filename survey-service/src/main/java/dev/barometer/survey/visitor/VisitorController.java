package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.survey.anonymous.AnonymousPublisher;
import dev.barometer.survey.design.Rotation;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a link leads to. GET and HEAD change nothing, whoever opens it how often; a rating in the
 * address is only chosen beforehand.
 */
@Controller
class VisitorController {
  static final String PATH = "/s/";

  /** What holds a dot is a file. */
  static final String LINK = PATH + "{secret:[^.]+}";

  /** People do not see it: whoever fills it in is a program that fills in everything. */
  static final String HIDDEN = "homepage";

  /** So long an answer can be changed. */
  private static final Duration EDIT_WINDOW = Duration.ofHours(12);

  private final LinkReader links;
  private final SurveyRepository surveys;
  private final GivenRepository given;
  private final AnsweringPublisher answering;
  private final AnonymousPublisher anonymous;
  private final VisitorMetrics meters;
  private final Clock clock;

  VisitorController(
      LinkReader links,
      SurveyRepository surveys,
      GivenRepository given,
      AnsweringPublisher answering,
      AnonymousPublisher anonymous,
      VisitorMetrics meters,
      Clock clock) {
    this.links = links;
    this.surveys = surveys;
    this.given = given;
    this.answering = answering;
    this.anonymous = anonymous;
    this.meters = meters;
    this.clock = clock;
  }

  @GetMapping(LINK)
  ModelAndView page(
      @PathVariable String secret,
      @RequestParam MultiValueMap<String, String> chosen,
      HttpServletRequest call) {
    LinkReader.Found link = links.read(secret, chosen.getFirst("lang"), call);
    InvitationDocument invitation = link.invitation();
    Given before = given.find(invitation.id()).orElse(null);
    String over = whyOver(invitation, before, now());
    if (over == null && isSpent(invitation, secret)) {
      over = "answered";
    }
    if (over != null) {
      return state(over, over.equals("answered") ? HttpStatus.OK : HttpStatus.GONE)
          .addObject("mine", PATH + secret + "/my-data");
    }
    ModelAndView page =
        form(
            secret,
            survey(invitation),
            link.locale(),
            before == null ? chosen : filled(before),
            Set.of(),
            HttpStatus.OK);
    return page.addObject("done", chosen.containsKey("done")).addObject("changing", before != null);
  }

  @PostMapping(LINK)
  ModelAndView answer(
      @PathVariable String secret,
      @RequestParam MultiValueMap<String, String> fields,
      HttpServletRequest call) {
    LinkReader.Found link = links.readToSend(secret, fields.getFirst("lang"), call);
    InvitationDocument invitation = link.invitation();
    Instant now = now();
    String over = whyOver(invitation, given.find(invitation.id()).orElse(null), now);
    if (over == null && isSpent(invitation, secret)) {
      over = "answered";
    }
    if (over != null) {
      return state(over, HttpStatus.GONE);
    }
    SurveyVersion survey = survey(invitation);
    AnswerForm form = AnswerForm.read(survey, fields);
    if (!form.wrong().isEmpty() || form.answers().isEmpty()) {
      return form(
              secret, survey, link.locale(), fields, form.wrong(), HttpStatus.UNPROCESSABLE_CONTENT)
          .addObject("empty", form.wrong().isEmpty());
    }
    String language = link.locale().toLanguageTag();
    if (StringUtils.hasText(fields.getFirst(HIDDEN))) {
      meters.hiddenFieldFilled();
    } else if (survey.hidesWho()) {
      anonymous.take(invitation, secret, form.answers());
    } else {
      answering.take(invitation, form.answers(), language, now);
    }
    return new ModelAndView("redirect:" + PATH + secret + "?done&lang=" + language);
  }

  /** Of an anonymous survey: an answer by this link waits to be counted, and stays as it is. */
  private boolean isSpent(InvitationDocument invitation, String secret) {
    return survey(invitation).hidesWho() && anonymous.isSpent(invitation, secret);
  }

  /** Why it cannot be answered now; null where it can. */
  private static @Nullable String whyOver(
      InvitationDocument invitation, @Nullable Given before, Instant now) {
    if (before != null) {
      return now.isBefore(before.submittedAt().plus(EDIT_WINDOW)) ? null : "answered";
    }
    if (invitation.isOpenAt(now)) {
      return null;
    }
    return switch (invitation.status()) {
      case InvitationDocument.ANSWERED -> "answered";
      case InvitationDocument.CANCELLED ->
          StoppingRunner.OPTED_OUT.equals(invitation.reason()) ? "stopped" : "cancelled";
      default -> "expired";
    };
  }

  private SurveyVersion survey(InvitationDocument invitation) {
    SurveyVersion survey =
        surveys.find(invitation.surveyId(), invitation.surveyVersion()).orElseThrow();
    return Rotation.pick(survey, invitation.id());
  }

  private static Map<String, List<String>> filled(Given before) {
    Map<String, List<String>> filled = new LinkedHashMap<>();
    for (Answer answer : before.answers()) {
      List<String> values =
          answer.choices() != null
              ? answer.choices()
              : List.of(
                  answer.text() != null
                      ? answer.text()
                      : String.valueOf(
                          answer.scale() == null && answer.value() != null
                              ? Integer.valueOf(answer.value() / 60)
                              : answer.value()));
      filled.put(AnswerForm.PREFIX + answer.questionId(), values);
    }
    return filled;
  }

  private static ModelAndView form(
      String secret,
      SurveyVersion survey,
      Locale locale,
      Map<String, List<String>> filled,
      Set<String> wrong,
      HttpStatus status) {
    var page = new ModelAndView("visitor");
    page.addObject("survey", SurveyPage.of(survey, locale, filled, wrong));
    page.addObject("anonymous", survey.hidesWho());
    page.addObject("language", locale.toLanguageTag());
    page.addObject("action", PATH + secret);
    page.addObject("stop", PATH + secret + "/stop");
    page.setStatus(status);
    return page;
  }

  static ModelAndView state(String state, HttpStatus status) {
    var page = new ModelAndView("visitor-state");
    page.addObject("state", state);
    page.setStatus(status);
    return page;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
