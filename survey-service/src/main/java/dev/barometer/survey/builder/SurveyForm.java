package dev.barometer.survey.builder;

import dev.barometer.contract.survey.Cuts;
import dev.barometer.contract.survey.Option;
import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.metrics.Scale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A draft as it stands in the form, as it was typed; shown again when something of it is wrong.
 *
 * @param languages that texts can be typed in
 * @param cuts by metric that is asked for
 * @param rotations by their word, how many of its questions one person is asked
 * @param anonymous whether nobody is to find out who answered what
 */
record SurveyForm(
    List<String> languages,
    Map<String, String> title,
    Map<String, String> thanks,
    List<QuestionForm> questions,
    Map<String, CutForm> cuts,
    Map<String, String> rotations,
    boolean anonymous) {
  private static final List<String> ALWAYS = List.of("en", "zh-CN", "ko");

  static SurveyForm of(SurveyVersion survey) {
    Set<String> languages = new LinkedHashSet<>(ALWAYS);
    Map<String, String> thanks = Objects.requireNonNullElse(survey.thanks(), Map.of());
    languages.addAll(survey.title().keySet());
    languages.addAll(thanks.keySet());
    survey.questions().forEach(question -> languages.addAll(languagesOf(question)));
    List<QuestionForm> questions = survey.questions().stream().map(QuestionForm::of).toList();
    Map<String, String> rotations = new TreeMap<>();
    Objects.requireNonNullElse(survey.rotations(), Map.<String, Integer>of())
        .forEach((word, asked) -> rotations.put(word, String.valueOf(asked)));
    return new SurveyForm(
        List.copyOf(languages),
        survey.title(),
        thanks,
        questions,
        cuts(questions, Objects.requireNonNullElse(survey.cuts(), Map.of())),
        rotations,
        survey.hidesWho());
  }

  private static List<String> languagesOf(Question question) {
    return Stream.of(
            question.text().keySet().stream(),
            Objects.requireNonNullElse(question.labels(), Map.<String, Map<String, String>>of())
                .keySet()
                .stream(),
            Objects.requireNonNullElse(question.options(), List.<Option>of()).stream()
                .flatMap(option -> option.text().keySet().stream()))
        .flatMap(languages -> languages)
        .toList();
  }

  private static Map<String, CutForm> cuts(List<QuestionForm> questions, Map<String, Cuts> own) {
    Map<String, CutForm> cuts = new LinkedHashMap<>();
    for (QuestionForm question : questions) {
      String metric = Measures.metricOf(question.measure());
      Measures.scaleOf(question.measure())
          .ifPresent(scale -> cuts.putIfAbsent(metric, CutForm.of(scale, own.get(metric))));
    }
    return cuts;
  }

  /**
   * Reads what a form sent.
   *
   * @param scales whose words can be chosen
   */
  static SurveyForm read(Map<String, List<String>> sent, List<VerbalScale> scales) {
    FormFields fields = FormFields.of(sent);
    Set<String> languages = new LinkedHashSet<>(ALWAYS);
    languages.addAll(fields.texts("language"));
    List<String> all = languages.stream().filter(one -> !one.isEmpty()).toList();
    List<QuestionForm> questions = new ArrayList<>();
    for (int i = 0; fields.has("q" + i + ".id"); i++) {
      questions.add(QuestionForm.read(fields.in("q" + i + "."), all, scales));
    }
    List<QuestionForm> followed = followNewIds(questions);
    Map<String, String> rotations = new TreeMap<>();
    followed.stream()
        .map(QuestionForm::rotation)
        .filter(word -> !word.isEmpty())
        .forEach(
            word -> {
              String asked = fields.text("rotation." + word);
              rotations.put(word, asked.isEmpty() ? "1" : asked);
            });
    return new SurveyForm(
        all,
        fields.byLanguage("title", all),
        fields.byLanguage("thanks", all),
        followed,
        cuts(followed, fields),
        rotations,
        fields.text("anonymous").equals("yes"));
  }

  /**
   * Whoever renames a question means the same one by it. What is no name yet, because it is empty
   * or that of another question, is not followed: conditions keep the one that there was.
   */
  private static List<QuestionForm> followNewIds(List<QuestionForm> questions) {
    List<QuestionForm> known =
        questions.stream().map(one -> isSound(one.id(), questions) ? one.renamed() : one).toList();
    Map<String, String> renamed = new LinkedHashMap<>();
    for (int i = 0; i < known.size(); i++) {
      String was = questions.get(i).was();
      if (!was.isEmpty()) {
        renamed.put(was, known.get(i).was());
      }
    }
    return known.stream()
        .map(one -> one.after(renamed.getOrDefault(one.after(), one.after()), one.when()))
        .toList();
  }

  private static boolean isSound(String id, List<QuestionForm> questions) {
    return !id.isEmpty() && questions.stream().filter(one -> one.id().equals(id)).count() == 1;
  }

  private static Map<String, CutForm> cuts(List<QuestionForm> questions, FormFields fields) {
    Map<String, CutForm> cuts = cuts(questions, Map.of());
    cuts.replaceAll(
        (metric, usual) -> {
          FormFields own = fields.in("cuts." + metric + ".");
          return own.text("scale").equals(usual.scale())
              ? new CutForm(
                  usual.scale(), own.text("positive"), own.text("neutral"), own.text("negative"))
              : usual;
        });
    return cuts;
  }

  SurveyForm with(List<QuestionForm> newQuestions) {
    Map<String, CutForm> newCuts = cuts(newQuestions, Map.of());
    newCuts.replaceAll((metric, usual) -> cuts.getOrDefault(metric, usual));
    return new SurveyForm(languages, title, thanks, newQuestions, newCuts, rotations, anonymous);
  }

  SurveyForm withLanguage(String language) {
    List<String> more = Stream.concat(languages.stream(), Stream.of(language)).distinct().toList();
    return new SurveyForm(more, title, thanks, questions, cuts, rotations, anonymous);
  }

  /** Whether a question is asked before the one at this place. */
  public boolean asksBefore(String id, int at) {
    return questions.stream().limit(at).anyMatch(one -> one.was().equals(id));
  }

  /** The same questions under another name, as a draft is sent. */
  static SurveyVersion named(SurveyVersion survey, String surveyId) {
    return named(survey, surveyId, 1);
  }

  static SurveyVersion named(SurveyVersion survey, String surveyId, int version) {
    return new SurveyVersion(
        surveyId,
        version,
        1,
        SurveyVersion.DRAFT,
        survey.title(),
        survey.thanks(),
        survey.questions(),
        survey.cuts(),
        survey.rotations(),
        Instant.EPOCH,
        survey.anonymous());
  }

  /** As the API takes it. */
  SurveyVersion toVersion(String surveyId) {
    List<Question> asked = questions.stream().map(QuestionForm::toQuestion).toList();
    Map<String, Cuts> own = new LinkedHashMap<>();
    for (QuestionForm question : questions) {
      String metric = Measures.metricOf(question.measure());
      Scale scale = Measures.scaleOf(question.measure()).orElse(null);
      CutForm typed = cuts.get(metric);
      Cuts cut = scale == null || typed == null ? null : typed.toCuts(scale);
      if (cut != null) {
        own.putIfAbsent(metric, cut);
      }
    }
    Map<String, Integer> turns = new LinkedHashMap<>();
    rotations.forEach((word, many) -> turns.put(word, number(many)));
    return new SurveyVersion(
        surveyId,
        1,
        1,
        SurveyVersion.DRAFT,
        title,
        thanks.isEmpty() ? null : thanks,
        asked,
        own.isEmpty() ? null : own,
        turns.isEmpty() ? null : turns,
        Instant.EPOCH,
        anonymous ? true : null);
  }

  private static int number(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
  }
}
