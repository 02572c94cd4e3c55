package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.survey.anonymous.AnonymousPublisher;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
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

  private final LinkReader links;
  private final AskedReader asked;
  private final AnsweringPublisher answering;
  private final AnonymousPublisher anonymous;
  private final InvitationPublisher invitations;
  private final SetAsideRepository aside;
  private final AnswerProperties settings;
  private final VisitorMetrics meters;
  private final Clock clock;

  VisitorController(
      LinkReader links,
      AskedReader asked,
      AnsweringPublisher answering,
      AnonymousPublisher anonymous,
      InvitationPublisher invitations,
      SetAsideRepository aside,
      AnswerProperties settings,
      VisitorMetrics meters,
      Clock clock) {
    this.links = links;
    this.asked = asked;
    this.answering = answering;
    this.anonymous = anonymous;
    this.invitations = invitations;
    this.aside = aside;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  @GetMapping(LINK)
  ModelAndView page(
      @PathVariable("secret") String given,
      @RequestParam MultiValueMap<String, String> chosen,
      HttpServletRequest call) {
    LinkReader.Found link = links.read(given, chosen.getFirst("lang"), call);
    String secret = link.secret();
    InvitationDocument invitation = link.invitation();
    Given before = asked.given(invitation);
    SurveyVersion survey = asked.survey(invitation);
    String over = whyOver(invitation, secret, survey, before, now());
    if (over != null) {
      return state(over, over.equals("answered") ? HttpStatus.OK : HttpStatus.GONE)
          .addObject("mine", PATH + secret + "/my-data");
    }
    ModelAndView page =
        form(
            secret,
            survey,
            link.locale(),
            before == null || !before.stands() ? chosen : filled(before),
            Set.of(),
            HttpStatus.OK);
    return page.addObject("done", chosen.containsKey("done"))
        .addObject("changing", before != null && before.stands())
        .addObject("withdrawn", before != null && !before.stands())
        .addObject("newcomer", invitation.isOfNewcomer());
  }

  @PostMapping(LINK)
  ModelAndView answer(
      @PathVariable String secret,
      @RequestParam MultiValueMap<String, String> fields,
      HttpServletRequest call) {
    LinkReader.Found link = links.readToSend(secret, fields.getFirst("lang"), call);
    InvitationDocument invitation = link.invitation();
    Instant now = now();
    Given before = asked.given(invitation);
    SurveyVersion survey = asked.survey(invitation);
    String over = whyOver(invitation, secret, survey, before, now);
    if (over != null) {
      return state(over, HttpStatus.GONE);
    }
    AnswerForm form = AnswerForm.read(survey, fields);
    if (!form.wrong().isEmpty() || form.answers().isEmpty()) {
      return form(
              secret, survey, link.locale(), fields, form.wrong(), HttpStatus.UNPROCESSABLE_CONTENT)
          .addObject("empty", form.wrong().isEmpty())
          .addObject("newcomer", invitation.isOfNewcomer());
    }
    String language = link.locale().toLanguageTag();
    String why = Suspicion.of(fields, settings.tooFast()).orElse(null);
    boolean isDropped = invitation.isOfNewcomer() && Suspicion.HIDDEN_FIELD.equals(why);
    if (link.isNew() && !isDropped) {
      invitations.keepOfNewcomer(invitation);
    }
    if (isDropped) {
      // By a link that is there for all, programs would send without end.
      meters.suspicious(Suspicion.HIDDEN_FIELD);
    } else if (survey.hidesWho()) {
      takeAnonymously(invitation, secret, form, why);
    } else if (why == null) {
      answering.take(invitation, before, Said.byLink(form.answers(), language), now);
    } else {
      meters.suspicious(why);
      aside.put(setAside(invitation, why, form, language, now));
    }
    return new ModelAndView("redirect:" + PATH + secret + "?done&lang=" + language);
  }

  /** Of nobody's answer can be said whose it was: so none is set aside, programs' are dropped. */
  private void takeAnonymously(
      InvitationDocument invitation, String secret, AnswerForm form, @Nullable String why) {
    if (why != null) {
      meters.suspicious(why);
    }
    if (!Suspicion.HIDDEN_FIELD.equals(why)) {
      anonymous.take(invitation, secret, form.answers());
    }
  }

  /**
   * Null where it can be answered now. Of an anonymous survey an answer by this link, which waits
   * to be counted, stays as it is.
   */
  private @Nullable String whyOver(
      InvitationDocument invitation,
      String secret,
      SurveyVersion survey,
      @Nullable Given before,
      Instant now) {
    String over = AskedReader.whyOver(invitation, before, now);
    boolean isSpent = over == null && survey.hidesWho() && anonymous.isSpent(invitation, secret);
    return isSpent ? "answered" : over;
  }

  private static SetAside setAside(
      InvitationDocument invitation, String why, AnswerForm form, String language, Instant now) {
    return new SetAside(
        invitation.id(),
        why,
        now,
        language,
        form.answers(),
        invitation.surveyId(),
        invitation.surveyVersion(),
        invitation.campaignId(),
        invitation.ticketId(),
        invitation.personId());
  }

  /** Takes back what was answered, as long as it could be changed; done twice it is done once. */
  @PostMapping(LINK + "/withdraw")
  ModelAndView withdraw(
      @PathVariable String secret,
      @RequestParam(required = false) @Nullable String lang,
      HttpServletRequest call) {
    LinkReader.Found link = links.readToSend(secret, lang, call);
    InvitationDocument invitation = link.invitation();
    Instant now = now();
    String over = AskedReader.whyOver(invitation, asked.given(invitation), now);
    if (over != null) {
      return state(over, HttpStatus.GONE);
    }
    answering.takeBack(invitation, now);
    return new ModelAndView("redirect:" + PATH + secret + "?lang=" + link.locale().toLanguageTag());
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
