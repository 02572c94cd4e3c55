package dev.barometer.survey.asking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.rule.Violation;
import dev.barometer.survey.asking.PersonLines.Line;
import dev.barometer.survey.trigger.HandRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the form has that asks people by hand, as it was typed; shown again until they are asked.
 *
 * @param people a line for each; one more may stand in the fields {@code person}, his id, to {@code
 *     locale}
 * @param force {@code true}, or nothing
 * @param key drawn with the form: sent twice, it asks once
 * @param seen the {@link #mark} of what was looked at last
 */
record HandForm(
    String people,
    String person,
    String email,
    String name,
    String locale,
    String ticketId,
    Context context,
    String force,
    String key,
    String seen) {
  private static final Pattern OF_PERSON = Pattern.compile("people\\[(\\d+)](?:\\.(.*))?");
  private static final Pattern KEY = Pattern.compile("[0-9a-f-]{36}");

  HandForm {
    people = people == null ? "" : people.replace("\r\n", "\n");
    person = typed(person);
    email = typed(email);
    name = typed(name);
    locale = typed(locale);
    ticketId = typed(ticketId);
    context = context == null ? Context.NONE : context;
    force = typed(force);
    key = typed(key);
    seen = typed(seen);
  }

  private static String typed(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  /**
   * Something that is wrong.
   *
   * @param line of the people, from 1; 0 where it is of none
   * @param field as the API names it, without the person it is of
   * @param words what the text of its rule is called
   * @param rule as the API says it
   */
  record Fault(int line, String field, String words, String rule) {
    /** Where in the form it is. */
    public String anchor() {
      if (line > 0 || field.isEmpty()) {
        return "people";
      }
      return field.equals("id") ? "person" : field;
    }
  }

  static HandForm empty() {
    return new HandForm("", "", "", "", "", "", Context.NONE, "", UUID.randomUUID().toString(), "");
  }

  HandForm withNewKey() {
    return with(UUID.randomUUID().toString(), "");
  }

  /** What stands in it now is what was looked at. */
  HandForm withMark() {
    return with(key, mark());
  }

  private HandForm with(String newKey, String newSeen) {
    return new HandForm(
        people, person, email, name, locale, ticketId, context, force, newKey, newSeen);
  }

  boolean hasKey() {
    return KEY.matcher(key).matches();
  }

  public boolean isForced() {
    return force.equals("true");
  }

  /** What was typed of the one person in the fields, field by field. */
  public Map<String, String> one() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("person", person);
    fields.put("email", email);
    fields.put("name", name);
    fields.put("locale", locale);
    return fields;
  }

  public boolean hasOne() {
    return one().values().stream().anyMatch(text -> !text.isEmpty());
  }

  /** Where it is credited to, field by field. */
  public Map<String, String> credited() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Dimension dimension : Dimension.values()) {
      if (dimension != Dimension.SURVEY && dimension != Dimension.CAMPAIGN) {
        fields.put(dimension.label(), Objects.requireNonNullElse(context.value(dimension), ""));
      }
    }
    return fields;
  }

  /** Whether more is said than who is asked. */
  public boolean saysMore() {
    return isForced() || !ticketId.isEmpty() || !context.equals(Context.NONE);
  }

  /** Those of the lines, and the one of the fields at the end. */
  private List<Line> lines() {
    List<Line> lines = new ArrayList<>(PersonLines.read(people).lines());
    if (hasOne()) {
      lines.add(new Line(0, new Requester(person, name, email, locale)));
    }
    return lines;
  }

  /** As the API takes it. */
  HandRequest toRequest(String campaignId) {
    return new HandRequest(
        campaignId,
        lines().stream().map(Line::person).toList(),
        ticketId.isEmpty() ? null : ticketId,
        context,
        isForced());
  }

  /** Which line each of the request is of. */
  List<Integer> numbers() {
    return lines().stream().map(Line::number).toList();
  }

  /** What is wrong, line by line: what cannot be read, and what the API refuses. */
  List<Fault> faults(List<Violation> violations) {
    List<PersonLines.Unread> unread = PersonLines.read(people).unread();
    List<Fault> faults = new ArrayList<>();
    unread.stream()
        .limit(HandRequest.MOST_PEOPLE)
        .forEach(one -> faults.add(new Fault(one.number(), "", "line", one.rule())));
    List<Integer> numbers = numbers();
    for (Violation violation : violations) {
      Matcher part = OF_PERSON.matcher(violation.field());
      if (part.matches()) {
        int line = numbers.get(Integer.parseInt(part.group(1)));
        String field = Objects.requireNonNullElse(part.group(2), "");
        faults.add(new Fault(line, field, field.equals("id") ? "id" : "text", violation.rule()));
      } else if (!violation.field().equals("people") || unread.isEmpty() || !numbers.isEmpty()) {
        String words = violation.field().equals("people") ? "people" : "text";
        faults.add(new Fault(0, violation.field(), words, violation.rule()));
      }
    }
    return faults;
  }

  /** Is another where anything is that decides who is asked, or how. */
  String mark() {
    String all =
        String.join(
            "\0",
            people,
            person,
            email,
            name,
            locale,
            ticketId,
            context.toString(),
            String.valueOf(isForced()),
            key);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
