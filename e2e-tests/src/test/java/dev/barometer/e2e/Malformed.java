package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every way to get the JSON of a ticket or a response wrong that we could think of, by name. */
final class Malformed {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private Malformed() {}

  /** Tickets and responses: how a sound one looks, and what names it. */
  enum Entity {
    TICKET("ticketId"),
    RESPONSE("responseId");

    private final String idField;

    Entity(String idField) {
      this.idField = idField;
    }

    String good(String id) {
      return this == TICKET
          ? """
          {"ticketId":"%s","revision":1,"status":"closed","type":"incident","subject":"Cannot print",\
          "openedAt":"%s","firstRespondedAt":"%s","resolvedAt":"%s","closedAt":"%s","slaMet":true,\
          "reopenCount":0,"resolvedBy":"human","requester":{"id":"u-1"},"context":{"team":"Group 56"}}"""
              .formatted(id, at(180), at(170), at(120), at(60))
          : """
          {"responseId":"%s","revision":1,"surveyId":"after-ticket","surveyVersion":1,\
          "submittedAt":"%s","channel":"web","respondent":{"id":"u-1"},\
          "answers":[{"questionId":"recommend","metric":"nps","scale":"0-10","value":9},\
          {"questionId":"why","text":"Fast"}],"context":{"team":"Group 56"}}"""
              .formatted(id, at(30));
    }
  }

  /**
   * One way to get it wrong.
   *
   * @param field what the refusal has to name; empty where no field is to blame
   * @param isJson whether it is JSON at all: then a batch around it can be read
   * @param bad made of the good JSON
   */
  record Kind(
      String name, Entity entity, String field, boolean isJson, Function<String, byte[]> bad) {

    byte[] of(String id) {
      String good = entity.good(id);
      byte[] made = bad.apply(good);
      if (new String(made, UTF_8).equals(good)) {
        throw new IllegalStateException(name + " changes nothing");
      }
      return made;
    }
  }

  static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    for (Entity entity : Entity.values()) {
      Table table = new Table(entity, kinds);
      table.noJson();
      table.anything();
    }
    new Table(Entity.TICKET, kinds).tickets();
    new Table(Entity.RESPONSE, kinds).responses();
    return kinds;
  }

  private static Instant at(int minutesAgo) {
    return NOW.minus(minutesAgo, ChronoUnit.MINUTES);
  }

  private record Table(Entity entity, List<Kind> kinds) {

    private void noJson() {
      raw("XML", good -> bytes("<event/>"));
      raw("half of it", good -> bytes(good.substring(0, good.length() / 2)));
      raw("one and another", good -> bytes(good + good));
      raw("bad UTF-8", good -> badUtf8(good, "Group"));
      raw("an overlong UTF-8 sequence", good -> overlong(good, "Group"));
      raw("half a character in UTF-8", good -> half(good, "Group"));
      raw("UTF-16", good -> good.getBytes(UTF_16LE));
      raw("NaN as revision", good -> bytes(good.replace("\"revision\":1", "\"revision\":NaN")));
      raw("single quotes", good -> bytes(good.replace('"', '\'')));
      raw("a trailing comma", good -> bytes(good.substring(0, good.length() - 1) + ",}"));
      raw("a field twice", good -> bytes(good.replaceFirst("\\{", "{\"revision\":1,")));
      raw(
          "nested 5,000 deep",
          good -> with(good, "\"x\":" + "[".repeat(5_000) + "]".repeat(5_000)));
      raw(
          "a text of 200,000 characters",
          good -> with(good, "\"x\":\"" + "x".repeat(200_000) + "\""));
      raw("a number of 5,000 digits", good -> with(good, "\"x\":" + "9".repeat(5_000)));
    }

    private void anything() {
      json("null", "", good -> bytes("null"));
      json("a number", "", good -> bytes("42"));
      json("a text", "", good -> bytes("\"text\""));
      json("a list", "", good -> bytes("[" + good + "]"));
      json("nothing in it", "", good -> bytes("{}"));
      String id = entity.idField;
      json("a number as id", id, good -> id(good, "17"));
      json("a NUL in the id", id, good -> id(good, "\"a\\u0000b\""));
      json("half a character in the id", id, good -> id(good, "\"a\\ud83d\""));
      json("an id of 10,000 characters", id, good -> id(good, "\"" + "x".repeat(10_000) + "\""));
      replace("a revision as text", "revision", "\"revision\":1", "\"revision\":\"1\"");
      replace("a revision of 1.5", "revision", "\"revision\":1", "\"revision\":1.5");
      replace("a revision of 1e400", "revision", "\"revision\":1", "\"revision\":1e400");
      replace(
          "a revision of 10^30", "revision", "\"revision\":1", "\"revision\":1" + "0".repeat(30));
      replace("a negative revision", "revision", "\"revision\":1", "\"revision\":-1");
      replace("a context of text", "context", "{\"team\":\"Group 56\"}", "\"Group 56\"");
      replace("a number as team", "context.team", "\"Group 56\"", "56");
      replace("a long team", "context.team", "Group 56", "x".repeat(201));
      replace("a bell in the team", "context.team", "Group 56", "Group\\u0007");
    }

    private void tickets() {
      replace("no status", "status", "\"status\":\"closed\",", "");
      replace("an unknown status", "status", "\"closed\"", "\"lost\"");
      replace("a number as status", "status", "\"closed\"", "3");
      remove("no opening", "openedAt");
      time("a number as time", "openedAt", "1479808000");
      time("a time without offset", "openedAt", "\"2026-11-20T08:00:00\"");
      time("a time that is none", "openedAt", "\"yesterday\"");
      time("opened in the future", "openedAt", "\"" + NOW.plus(1, ChronoUnit.DAYS) + "\"");
      time("opened in the year 999999999", "openedAt", "\"+999999999-12-31T23:59:59Z\"");
      time("opened before 1970", "openedAt", "\"1969-12-31T23:59:59Z\"");
      time("closed before opened", "closedAt", "\"" + at(1_000) + "\"");
      time("closed before resolved", "closedAt", "\"" + at(150) + "\"");
      time("resolved before opened", "resolvedAt", "\"" + at(1_000) + "\"");
      time("answered before opened", "firstRespondedAt", "\"" + at(1_000) + "\"");
      json("a blank id", "ticketId", good -> id(good, "\"  \""));
      replace(
          "a wait of 2.5 s",
          "waitedSeconds",
          "\"reopenCount\"",
          "\"waitedSeconds\":2.5,\"reopenCount\"");
      replace(
          "a wait of -1 s",
          "waitedSeconds",
          "\"reopenCount\"",
          "\"waitedSeconds\":-1,\"reopenCount\"");
      time("a time without an offset or seconds", "openedAt", "\"2026-11-20T08:00\"");
      time("a time with the name of a zone", "openedAt", "\"2026-11-20T08:00:00 CET\"");
      time("a date alone", "openedAt", "\"2026-11-20\"");
      replace("a text as SLA", "slaMet", "\"slaMet\":true", "\"slaMet\":\"yes\"");
      replace("reopened -1 times", "reopenCount", "\"reopenCount\":0", "\"reopenCount\":-1");
      replace("resolved by a dog", "resolvedBy", "\"human\"", "\"dog\"");
      replace("a requester without id", "requester.id", "{\"id\":\"u-1\"}", "{\"name\":\"Ada\"}");
      replace("a requester of text", "requester", "{\"id\":\"u-1\"}", "\"u-1\"");
      replace("half a character in the subject", "subject", "Cannot print", "Cannot \\udc00");
      replace("an escape sequence in the subject", "subject", "Cannot print", "\\u001b[31m");
      replace("a long subject", "subject", "Cannot print", "x".repeat(1_001));
    }

    private void responses() {
      String value = "\"value\":9";
      String answers = "answers[0]";
      time("answered in the future", "submittedAt", "\"" + NOW.plus(1, ChronoUnit.DAYS) + "\"");
      time("answered in the year 999999999", "submittedAt", "\"+999999999-12-31T23:59:59Z\"");
      time("answered at a number", "submittedAt", "17");
      json("no answers", "answers", good -> bytes(good.replaceAll("\\[.*]", "[]")));
      json("an object of answers", "answers", good -> bytes(good.replaceAll("\\[.*]", "{}")));
      json("an answer of null", "answers[0]", good -> bytes(good.replaceAll("\\[.*]", "[null]")));
      json(
          "201 answers",
          "answers",
          good ->
              bytes(
                  good.replaceAll(
                      "\\[.*]",
                      "["
                          + "{\"questionId\":\"q\",\"text\":\"x\"},".repeat(200)
                          + "{\"questionId\":\"q\",\"text\":\"x\"}]")));
      replace(
          "an answer to no question", answers + ".questionId", "\"questionId\":\"recommend\",", "");
      replace("a question answered twice", "answers[1].questionId", "\"why\"", "\"recommend\"");
      replace("an unknown metric", answers + ".metric", "\"nps\"", "\"love\"");
      replace("another metric's scale", answers + ".scale", "\"0-10\"", "\"5\"");
      replace("a value off its scale", answers + ".value", value, "\"value\":11");
      replace("a value below its scale", answers + ".value", value, "\"value\":-1");
      replace("a text as value", answers + ".value", value, "\"value\":\"9\"");
      replace("a value of 9.5", answers + ".value", value, "\"value\":9.5");
      replace("a value of true", answers + ".value", value, "\"value\":true");
      replace("a value without a scale", answers + ".scale", "\"scale\":\"0-10\",", "");
      replace("a value and a text", answers + ".text", value, value + ",\"text\":\"x\"");
      replace("an unknown class", answers + ".class", value, value + ",\"class\":\"promoter\"");
      replace("a NUL in a comment", "answers[1].text", "Fast", "Fa\\u0000st");
      replace("half a character in a comment", "answers[1].text", "Fast", "Fast \\ud83d");
      replace("a comment of 10,001 characters", "answers[1].text", "Fast", "x".repeat(10_001));
      json(
          "nothing answered",
          "answers",
          good -> bytes(good.replace("\"value\":9", "\"value\":null").replace("Fast", " ")));
      replace(
          "a negative survey version",
          "surveyVersion",
          "\"surveyVersion\":1",
          "\"surveyVersion\":-1");
    }

    private void raw(String name, Function<String, byte[]> bad) {
      kinds.add(new Kind(name, entity, "", false, bad));
    }

    private void json(String name, String field, Function<String, byte[]> bad) {
      kinds.add(new Kind(name, entity, field, true, bad));
    }

    private void replace(String name, String field, String part, String instead) {
      json(name, field, good -> bytes(good.replace(part, instead)));
    }

    private void remove(String name, String field) {
      json(name, field, good -> bytes(good.replaceAll("\"" + field + "\":\"[^\"]*\",", "")));
    }

    private void time(String name, String field, String time) {
      json(
          name,
          field,
          good ->
              bytes(good.replaceAll("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":" + time)));
    }

    private byte[] id(String good, String id) {
      String quoted = java.util.regex.Matcher.quoteReplacement(id);
      return bytes(
          good.replaceFirst(
              "\"" + entity.idField + "\":\"[^\"]*\"", "\"" + entity.idField + "\":" + quoted));
    }
  }

  private static byte[] with(String good, String part) {
    return bytes("{" + part + "," + good.substring(1));
  }

  private static byte[] badUtf8(String good, String at) {
    byte[] bytes = bytes(good);
    bytes[good.indexOf(at)] = (byte) 0xff;
    return bytes;
  }

  /** A slash in two bytes, which is how filters were once deceived. */
  private static byte[] overlong(String good, String at) {
    byte[] bytes = bytes(good);
    int place = good.indexOf(at);
    bytes[place] = (byte) 0xe0;
    bytes[place + 1] = (byte) 0x80;
    bytes[place + 2] = 'x';
    return bytes;
  }

  /** A half of a character in three bytes, as some programs write it. */
  private static byte[] half(String good, String at) {
    byte[] bytes = bytes(good);
    int place = good.indexOf(at);
    bytes[place] = (byte) 0xed;
    bytes[place + 1] = (byte) 0xa0;
    bytes[place + 2] = (byte) 0x80;
    return bytes;
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
