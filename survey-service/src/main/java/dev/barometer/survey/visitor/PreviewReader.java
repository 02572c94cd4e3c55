package dev.barometer.survey.visitor;

import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.survey.design.QuestionScale;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** The page that people answer as it will be, for whoever designs it: it takes no answers. */
@Component
public class PreviewReader {
  private final ITemplateEngine templates;

  public PreviewReader(ITemplateEngine templates) {
    this.templates = templates;
  }

  /** The whole page, for a frame; what cannot be drawn yet is left out. */
  public String read(
      SurveyVersion survey, Locale locale, HttpServletRequest call, HttpServletResponse answer) {
    Map<String, Object> model = new HashMap<>();
    model.put("survey", SurveyPage.of(drawable(survey), locale, Map.of(), Set.of()));
    model.put("language", locale.toLanguageTag());
    model.put("preview", true);
    model.put("anonymous", survey.hidesWho());
    var exchange =
        JakartaServletWebApplication.buildApplication(call.getServletContext())
            .buildExchange(call, answer);
    return templates.process("visitor", new WebContext(exchange, locale, model));
  }

  private static SurveyVersion drawable(SurveyVersion survey) {
    List<Question> questions =
        survey.questions().stream()
            .filter(
                question ->
                    !question.kind().equals(Question.SCALE)
                        || QuestionScale.of(question).isPresent())
            .toList();
    return new SurveyVersion(
        survey.surveyId(),
        survey.version(),
        survey.revision(),
        survey.status(),
        survey.title(),
        survey.thanks(),
        questions,
        survey.cuts(),
        survey.rotations(),
        survey.changedAt(),
        survey.anonymous());
  }
}
