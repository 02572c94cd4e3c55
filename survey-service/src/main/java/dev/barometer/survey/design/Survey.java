package dev.barometer.survey.design;

import java.util.List;
import java.util.Map;

/**
 * One version of a survey.
 *
 * @param title by language
 */
public record Survey(
    String surveyId, int version, Map<String, String> title, List<Question> questions) {}
