package dev.barometer.contract;

import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents of one contract to ask both the code and the schema about: sound ones that both must
 * take, and odd ones that the code refuses, so that the schema must refuse them too.
 */
record Corpus(List<Mutant> sound, List<Mutant> odd) {
  private static final String WORDS = "must be one of ";

  static Corpus of(Contract contract) {
    Corpus corpus = new Corpus(new ArrayList<>(), new ArrayList<>());
    ObjectNode example = contract.example();
    corpus.sound("the example", example);
    corpus.sound("the least", least(contract));
    if (contract.type().equals(Ticket.class)) {
      corpus.odd("a wait of more than a month", example.deepCopy().put("waitedSeconds", 2_678_401));
    }
    if (contract.type().equals(Response.class)) {
      corpus.addResponses(example);
    }
    if (contract.type().equals(Invitation.class)) {
      corpus.addInvitations(example);
    }
    if (contract.type().equals(SurveyVersion.class)) {
      corpus.addSurveys(example);
    }
    if (contract.type().equals(LifecycleSubject.class)) {
      ArrayNode milestones = example.deepCopy().putArray("milestones");
      IntStream.rangeClosed(0, 100)
          .forEach(i -> milestones.add(example.get("milestones").get(0).deepCopy()));
      corpus.odd("101 milestones", Mutant.with(example, "", "milestones", milestones));
    }
    if (contract.type().equals(StaffMember.class)) {
      ArrayNode many = example.deepCopy().putArray("teams");
      IntStream.rangeClosed(0, 100).forEach(i -> many.add("Team " + i));
      corpus.odd("101 teams", Mutant.with(example, "", "teams", many));
    }
    if (contract.type().equals(ScopeScores.class)) {
      ObjectNode strange = example.deepCopy();
      strange.putObject("windows").putArray("a.week");
      corpus.odd("a strange window", strange);
    }
    if (contract.inbound()) {
      corpus.odd("no revision behind it", example.deepCopy().put("revision", 1L << 53));
      corpus.sound("the highest revision", example.deepCopy().put("revision", (1L << 53) - 1));
    }
    if (Fact.class.isAssignableFrom(contract.type())) {
      corpus.addWords(contract, example);
    }
    corpus.odd.addAll(Mutant.of(example));
    corpus.odd.addAll(Mutant.of(least(contract)));
    corpus.odd.removeIf(document -> contract.taken(document.json()));
    return corpus;
  }

  /** Only what the schema requires. */
  static ObjectNode least(Contract contract) {
    ObjectNode least = contract.example();
    Set<String> required = new HashSet<>();
    Schemas.file(contract.file()).get("required").forEach(name -> required.add(name.stringValue()));
    least.retain(required);
    if (least.has("context")) {
      least.putObject("context");
    }
    if (contract.type().equals(Invitation.class)) {
      least.put("status", "issued");
    }
    return least;
  }

  private void sound(String name, JsonNode json) {
    sound.add(new Mutant(name, json));
  }

  private void odd(String name, JsonNode json) {
    odd.add(new Mutant(name, json));
  }

  /** Each word that the rules name where they refuse another one. */
  private void addWords(Contract contract, ObjectNode example) {
    for (String field : example.propertyNames()) {
      if (!example.get(field).isString()) {
        continue;
      }
      for (Violation violation : violationsOf(contract, example.deepCopy().put(field, "strange"))) {
        if (violation.field().equals(field) && violation.rule().startsWith(WORDS)) {
          for (String word : violation.rule().substring(WORDS.length()).split(", ")) {
            sound(field + " is " + word, example.deepCopy().put(field, word));
          }
        }
      }
    }
  }

  private static List<Violation> violationsOf(Contract contract, JsonNode json) {
    try {
      return Rules.check((Fact) ContractJson.read(json, contract.type()), Contract.NOW);
    } catch (JacksonException notEvenReadable) {
      return List.of();
    }
  }

  private void addInvitations(ObjectNode example) {
    for (String status : List.of("issued", "suppressed")) {
      ObjectNode invitation = example.deepCopy().put("status", status);
      invitation.remove("answeredAt");
      sound(status, invitation);
      odd.addAll(Mutant.of(invitation));
    }
  }

  private void addSurveys(ObjectNode example) {
    ObjectNode question = (ObjectNode) example.get("questions").get(0);
    ObjectNode choice = (ObjectNode) example.get("questions").get(1);
    ArrayNode many = example.deepCopy().putArray("questions");
    IntStream.rangeClosed(0, 50)
        .forEach(i -> many.add(question.deepCopy().put("questionId", "q" + i)));
    odd("51 questions", Mutant.with(example, "", "questions", many));
    for (String field : List.of("title", "thanks")) {
      ObjectNode strange = example.deepCopy();
      strange.withObject(field).put("no language", "x");
      odd(field + " in no language", strange);
    }
    addQuestion(example, "text", question.deepCopy(), "/text");
    addQuestion(example, "option", choice.deepCopy(), "/options/0/text");
    ObjectNode labelled = question.deepCopy();
    labelled.withObject("labels").putObject("no language").put("1", "x");
    addQuestion(example, "labels", labelled, "/text/en");
  }

  /** A question with a text in no language. */
  private void addQuestion(ObjectNode example, String name, ObjectNode question, String texts) {
    if (question.at(texts) instanceof ObjectNode byLanguage) {
      byLanguage.put("no language", "x");
    }
    ObjectNode strange = example.deepCopy();
    strange.putArray("questions").add(question);
    odd(name + " in no language", strange);
  }

  private void addResponses(ObjectNode example) {
    ObjectNode withdrawn = example.deepCopy();
    withdrawn.putArray("answers");
    sound("withdrawn without answers", withdrawn);
    odd.addAll(Mutant.of(withdrawn));
    ArrayNode many = withdrawn.deepCopy().putArray("answers");
    IntStream.rangeClosed(0, 200).forEach(i -> many.add(text("q" + i)));
    odd("201 answers", Mutant.with(example, "", "answers", many));

    for (Metric metric : Metrics.all()) {
      boolean answered = !metric.equals(Metrics.SENTIMENT) && !Scale.of(metric).isEmpty();
      for (Scale scale : Scale.of(metric)) {
        addAnswer(example, answered, point(metric.id(), scale.id(), scale.lowest()));
        addAnswer(example, answered, point(metric.id(), scale.id(), scale.highest()));
        addAnswer(example, false, point(metric.id(), scale.id(), scale.lowest() - 1));
        addAnswer(example, false, point(metric.id(), scale.id(), scale.highest() + 1));
        addAnswer(example, false, point(metric.id(), "strange", scale.lowest()));
        addAnswer(example, false, point("strange", scale.id(), scale.lowest()));
      }
    }
    for (ObjectNode unanswered :
        List.of(
            point("nps", "0-10", 9).putNull("value"),
            text("other").putNull("text"),
            text("other").put("text", " "))) {
      ObjectNode nothing = example.deepCopy().putNull("withdrawnAt");
      nothing.putArray("answers").add(unanswered);
      odd("nothing but " + unanswered, nothing);
      ObjectNode something = nothing.deepCopy();
      something.withArray("answers").add(text("q0"));
      sound("an answer beside " + unanswered, something);
    }
    for (int count : List.of(1, 50, 51)) {
      addAnswer(example, count <= 50, chosen(count));
    }
    addAnswer(example, false, chosen(1).put("text", "x"));
    addAnswer(example, false, chosen(1).put("metric", "nps"));
    addAnswer(example, false, chosen(1).put("class", "neutral"));
    addAnswer(example, false, chosen(1).put("scale", "5"));
    addAnswer(example, false, point("nps", "0-10", 9).set("choices", chosen(1).get("choices")));
    addAnswer(example, false, point("nps", "0-10", 9).put("text", "x"));
    addAnswer(example, false, text("q").put("metric", "nps"));
    addAnswer(example, false, text("q").put("value", 1));
    addAnswer(example, false, text("q").put("scale", "5"));
    addAnswer(example, false, text("q").put("class", "neutral"));
    for (String metric : List.of("lost-time", "strange")) {
      ObjectNode lostTime = text("q").put("metric", metric).put("value", 60);
      lostTime.remove("text");
      addAnswer(example, metric.equals("lost-time"), lostTime);
      addAnswer(example, false, lostTime.deepCopy().put("scale", "5"));
      addAnswer(example, false, lostTime.deepCopy().put("class", "neutral"));
      addAnswer(example, false, lostTime.deepCopy().put("text", "x"));
      addAnswer(example, false, lostTime.deepCopy().set("choices", chosen(1).get("choices")));
    }
  }

  private void addAnswer(ObjectNode example, boolean isSound, ObjectNode answer) {
    ObjectNode response = example.deepCopy();
    response.putArray("answers").add(answer);
    (isSound ? sound : odd).add(new Mutant("answered " + answer, response));
  }

  private static ObjectNode point(String metric, String scale, int value) {
    ObjectNode point = text("q").put("metric", metric).put("scale", scale).put("value", value);
    point.remove("text");
    return point;
  }

  private static ObjectNode chosen(int count) {
    ObjectNode chosen = text("q");
    chosen.remove("text");
    ArrayNode choices = chosen.putArray("choices");
    IntStream.range(0, count).forEach(i -> choices.add("c" + i));
    return chosen;
  }

  private static ObjectNode text(String questionId) {
    return ContractJson.MAPPER.createObjectNode().put("questionId", questionId).put("text", "x");
  }
}
