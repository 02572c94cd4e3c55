package dev.barometer.survey.answers;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.survey.Option;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.design.SurveyTexts;
import dev.barometer.survey.visitor.SetAside;
import dev.barometer.survey.visitor.SetAsideRepository;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Answers that hardly a person gave, as a list for managers, who let them in or discard them. */
@Controller
class SetAsidePageController {
  static final String LIST = "/answers/set-aside";

  private static final int ROWS = 50;
  private static final int AT_ONCE = 500;
  private static final List<String> OUTCOMES =
      Arrays.stream(Outcome.values()).map(Outcome::id).toList();
  private static final List<String> COLUMNS =
      List.of(
          "invitationId",
          "why",
          "at",
          "campaignId",
          "surveyId",
          "surveyVersion",
          "ticketId",
          "person",
          "locale",
          "answers");

  private final SetAsideRepository aside;
  private final SetAsidePublisher publisher;
  private final SurveyRepository surveys;
  private final LinkProperties links;

  SetAsidePageController(
      SetAsideRepository aside,
      SetAsidePublisher publisher,
      SurveyRepository surveys,
      LinkProperties links) {
    this.aside = aside;
    this.publisher = publisher;
    this.surveys = surveys;
    this.links = links;
  }

  /** One of the list, with what it says. */
  record Row(SetAside one, List<Line> lines) {}

  /** A question, and what was answered. */
  record Line(String question, String said) {}

  /** Names people and what they wrote. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(LIST)
  @Nullable String list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable String done,
      HttpServletResponse response,
      Locale locale,
      Model model)
      throws IOException {
    if ("csv".equals(format)) {
      CsvFiles.write(response, "answers-set-aside", COLUMNS, this::tellAll);
      return null;
    }
    if (done != null && !OUTCOMES.contains(done)) {
      throw new InvalidRequestException("done", "must be one of " + String.join(", ", OUTCOMES));
    }
    model.addAttribute("done", done);
    model.addAttribute("count", aside.count());
    model.addAttribute("page", aside.page(Cursor.asked(cursor), ROWS).map(one -> row(one, locale)));
    model.addAttribute("tickets", links.reporting() + "/tickets/");
    return "answers-set-aside";
  }

  @PostMapping(LIST + "/{id}/let-in")
  String letIn(@PathVariable String id, @RequestParam String at) {
    return shown(publisher.letIn(id, moment(at)));
  }

  @PostMapping(LIST + "/{id}/discard")
  String discard(@PathVariable String id, @RequestParam String at) {
    return shown(publisher.discard(id, moment(at)));
  }

  private static String shown(Outcome outcome) {
    return "redirect:" + LIST + "?done=" + outcome.id();
  }

  private static Instant moment(String at) {
    try {
      return Instant.parse(at);
    } catch (DateTimeException unreadable) {
      throw new InvalidRequestException("at", "must be a time, as the list has it");
    }
  }

  private Row row(SetAside one, Locale locale) {
    SurveyVersion survey = surveys.find(one.surveyId(), one.surveyVersion()).orElse(null);
    return new Row(
        one, one.answers().stream().map(answer -> line(survey, answer, locale)).toList());
  }

  private static Line line(@Nullable SurveyVersion survey, Answer answer, Locale locale) {
    List<Question> questions = survey == null ? List.of() : survey.questions();
    return questions.stream()
        .filter(question -> question.questionId().equals(answer.questionId()))
        .findFirst()
        .map(
            question ->
                new Line(
                    SurveyTexts.said(question.text(), locale), inWords(question, answer, locale)))
        .orElseGet(() -> new Line(answer.questionId(), said(answer)));
  }

  /** As the person read it. */
  private static String inWords(Question question, Answer answer, Locale locale) {
    List<String> choices = answer.choices();
    Integer value = answer.value();
    if (choices != null) {
      Map<String, String> texts = new HashMap<>();
      Objects.requireNonNullElse(question.options(), List.<Option>of())
          .forEach(option -> texts.put(option.id(), SurveyTexts.said(option.text(), locale)));
      return choices.stream()
          .map(id -> texts.getOrDefault(id, id))
          .collect(Collectors.joining(", "));
    }
    if (question.kind().equals(Question.LOST_TIME) && value != null) {
      Wording wording = new Wording(locale, ZoneOffset.UTC, "survey");
      return Duration.ofSeconds(value).toMinutes() + " " + wording.say("visitor.minutes");
    }
    return said(answer);
  }

  private static String said(Answer answer) {
    List<String> choices = answer.choices();
    if (choices != null) {
      return String.join(", ", choices);
    }
    return answer.text() != null
        ? answer.text()
        : Objects.toString(answer.value(), "")
            + (answer.scale() == null ? "" : " (" + answer.scale() + ")");
  }

  private void tellAll(Consumer<List<? extends @Nullable Object>> each) {
    Cursor after = null;
    do {
      CursorPage<SetAside> page = aside.page(after, AT_ONCE);
      page.items().stream().map(SetAsidePageController::cells).forEach(each);
      after = Cursor.asked(page.next());
    } while (after != null);
  }

  private static List<@Nullable Object> cells(SetAside one) {
    return Arrays.asList(
        one.invitationId(),
        one.why(),
        one.at(),
        one.campaignId(),
        one.surveyId(),
        one.surveyVersion(),
        one.ticketId(),
        one.personId(),
        one.locale(),
        one.answers().stream()
            .map(answer -> answer.questionId() + ": " + said(answer))
            .collect(Collectors.joining("\n")));
  }
}
