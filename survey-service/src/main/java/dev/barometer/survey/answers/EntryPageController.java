package dev.barometer.survey.answers;

import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.answers.EntryReader.Entry;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.response.ResponseIds;
import dev.barometer.survey.visitor.AnswerForm;
import dev.barometer.survey.visitor.AnsweringPublisher;
import dev.barometer.survey.visitor.Said;
import dev.barometer.survey.visitor.SurveyPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Staff ask somebody by phone or face to face: the same survey by the same rules, and the answer
 * says how it was given and who asked.
 */
@Controller
class EntryPageController {
  static final String START = "/answers";
  static final String NEW = START + "/new";
  static final String CHANNEL = "channel";

  /** How staff ask. */
  static final List<String> CHANNELS = List.of("phone", "face-to-face");

  private final EntryReader entries;
  private final AnsweringPublisher answering;
  private final EnteringPublisher entering;
  private final AuditLog audit;
  private final Clock clock;

  EntryPageController(
      EntryReader entries,
      AnsweringPublisher answering,
      EnteringPublisher entering,
      AuditLog audit,
      Clock clock) {
    this.entries = entries;
    this.answering = answering;
    this.entering = entering;
    this.audit = audit;
    this.clock = clock;
  }

  /** Names people. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(START)
  ModelAndView start(
      @RequestParam(required = false) @Nullable String ticket,
      @RequestParam(required = false) @Nullable String person,
      @RequestParam(required = false) @Nullable String entered,
      Model model) {
    model.addAttribute("entered", entered != null);
    return start(orNone(ticket), orNone(person), model, HttpStatus.OK);
  }

  private ModelAndView start(
      @Nullable String ticket, @Nullable String person, Model model, HttpStatus status) {
    model.addAttribute("ticket", ticket);
    model.addAttribute("person", person);
    model.addAttribute("open", entries.open(ticket, person));
    model.addAttribute("surveys", entries.published());
    return new ModelAndView("answers", model.asMap(), status);
  }

  @GetMapping(NEW)
  ModelAndView form(
      @RequestParam(required = false) @Nullable String invitation,
      @RequestParam(required = false) @Nullable String survey,
      @RequestParam(required = false) @Nullable String ticket,
      @RequestParam(required = false) @Nullable String person,
      Locale locale,
      Model model) {
    EntryForm about =
        new EntryForm(
            orNone(invitation),
            orNone(survey),
            orNone(ticket),
            orNone(person),
            ResponseIds.draw(clock.instant()));
    if (about.invitation() != null) {
      return entries
          .byInvitation(about.invitation())
          .map(entry -> form(entry, about, Map.of(), Set.of(), locale, model))
          .orElseGet(() -> over(about, model));
    }
    return bySurvey(about, model, entries::bySurvey, entry -> begin(entry, about, locale, model));
  }

  /** Nobody is asked whose answer would not be taken. */
  private ModelAndView begin(Entry entry, EntryForm about, Locale locale, Model model) {
    boolean isWrong =
        entry.invitation() == null
            && !entering.check(about.respondent(entry.ticket()), clock.instant()).isEmpty();
    if (isWrong) {
      model.addAttribute("noPerson", true);
      return start(about.ticket(), null, model, HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return form(entry, about.drawnBy(entry.invitation()), Map.of(), Set.of(), locale, model);
  }

  /** How a survey is asked, by its id, a ticket and the answer's id. */
  @FunctionalInterface
  private interface BySurvey {
    Entry find(String survey, @Nullable String ticket, String answer);
  }

  /** Does something with what is asked; says so where there is no such ticket. */
  private ModelAndView bySurvey(
      EntryForm about, Model model, BySurvey by, Function<Entry, ModelAndView> with) {
    if (about.survey() == null) {
      throw new InvalidRequestException("survey", "is required");
    }
    Entry entry;
    try {
      entry = by.find(about.survey(), about.ticket(), about.answer());
    } catch (InvalidRequestException e) {
      if (!e.violations().get(0).field().equals("ticket")) {
        throw e;
      }
      model.addAttribute("unknown", about.ticket());
      return start(null, about.person(), model, HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return with.apply(entry);
  }

  /** Somebody answered it meanwhile, or it was called back. */
  private ModelAndView over(EntryForm about, Model model) {
    model.addAttribute("over", true);
    return start(about.ticket(), about.person(), model, HttpStatus.CONFLICT);
  }

  private static ModelAndView form(
      Entry entry,
      EntryForm about,
      Map<String, List<String>> filled,
      Set<String> wrong,
      Locale locale,
      Model model) {
    model.addAttribute("survey", SurveyPage.of(entry.survey(), locale, filled, wrong));
    model.addAttribute("about", about);
    model.addAttribute("invitation", entry.invitation());
    model.addAttribute("channels", CHANNELS);
    model.addAttribute(CHANNEL, filled.getOrDefault(CHANNEL, List.of("")).get(0));
    return new ModelAndView("answer-new", model.asMap(), HttpStatus.OK);
  }

  @PostMapping(NEW)
  ModelAndView take(
      @RequestParam MultiValueMap<String, String> fields,
      HttpServletRequest call,
      Locale locale,
      Model model) {
    EntryForm about =
        new EntryForm(
            orNone(fields.getFirst("invitation")),
            orNone(fields.getFirst("survey")),
            orNone(fields.getFirst("ticket")),
            orNone(fields.getFirst("person")),
            named(fields.getFirst("answer")));
    Function<Entry, ModelAndView> take = entry -> take(entry, about, fields, call, locale, model);
    if (about.invitation() != null) {
      return entries.askedBy(about.invitation()).map(take).orElseGet(() -> over(about, model));
    }
    return bySurvey(about, model, entries::askedBySurvey, take);
  }

  private ModelAndView take(
      Entry entry,
      EntryForm about,
      MultiValueMap<String, String> fields,
      HttpServletRequest call,
      Locale locale,
      Model model) {
    AnswerForm form = AnswerForm.read(entry.survey(), fields);
    String channel = fields.getFirst(CHANNEL);
    if (channel == null
        || !CHANNELS.contains(channel)
        || !form.wrong().isEmpty()
        || form.answers().isEmpty()) {
      model.addAttribute("empty", form.wrong().isEmpty() && form.answers().isEmpty());
      model.addAttribute("noChannel", channel == null || !CHANNELS.contains(channel));
      return again(entry, about, fields, form.wrong(), locale, model);
    }
    Said said =
        Said.to(call.getUserPrincipal().getName(), channel, form.answers(), locale.toLanguageTag());
    try {
      return take(entry, about, said)
          ? new ModelAndView("redirect:" + START + "?entered")
          : over(about, model);
    } catch (InvalidRequestException e) {
      model.addAttribute("refused", e.violations());
      return again(entry, about, fields, Set.of(), locale, model);
    }
  }

  /** With what was typed. */
  private static ModelAndView again(
      Entry entry,
      EntryForm about,
      Map<String, List<String>> filled,
      Set<String> wrong,
      Locale locale,
      Model model) {
    ModelAndView again = form(entry, about, filled, wrong, locale, model);
    again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return again;
  }

  /** False where somebody else answered it meanwhile, or the form was sent before otherwise. */
  private boolean take(Entry entry, EntryForm about, Said said) {
    InvitationDocument invitation = entry.invitation();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (invitation != null && answering.isAnsweredOtherwise(invitation, said.answers())) {
      return false;
    }
    audit.record(
        "answer.entered",
        invitation == null ? about.answer() : invitation.id(),
        Map.of(CHANNEL, said.channel(), "survey", entry.survey().surveyId()));
    if (invitation != null) {
      answering.take(invitation, said, now);
      return true;
    }
    return entering.take(about.response(entry.survey(), entry.ticket(), said, now), now);
  }

  private static String named(@Nullable String answer) {
    if (answer == null || !answer.matches("[0-9a-f-]{36}")) {
      throw new InvalidRequestException("answer", "must be as the form has it");
    }
    return answer;
  }

  private static @Nullable String orNone(@Nullable String said) {
    return said == null || said.isBlank() ? null : said.strip();
  }
}
