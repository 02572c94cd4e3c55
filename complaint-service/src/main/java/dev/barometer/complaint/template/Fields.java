package dev.barometer.complaint.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a text: names in double braces, for each of which a value is put. There is nothing else
 * to be said in a template: no conditions, no loops, nothing that runs. What a value holds is never
 * looked at for fields again.
 */
public final class Fields {
  public static final String CUSTOMER = "customer";
  public static final String TICKET = "ticket";
  public static final String CASE = "case";
  public static final String TEAM = "team";
  public static final String AGENT = "agent";
  public static final String DUE = "due";
  public static final String SERVICE = "service";
  public static final String OPENED = "opened";
  public static final String ORGANISATION = "organisation";

  /** All there are. */
  public static final List<String> NAMES =
      List.of(CUSTOMER, TICKET, CASE, TEAM, AGENT, DUE, SERVICE, OPENED, ORGANISATION);

  private static final Pattern FIELD = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final Pattern BRACES = Pattern.compile("\\{\\{|}}");

  private Fields() {}

  /**
   * A text with values in the place of its fields.
   *
   * @param missing the fields that nobody has a value for; they still stand in the text
   */
  public record Filled(String text, List<String> missing) {}

  /** What is wrong with a template's fields, in words; empty where nothing is. */
  static List<String> faults(String text) {
    List<String> faults = new ArrayList<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      String name = field.group(1).strip();
      if (!NAMES.contains(name)) {
        faults.add("has the field " + field.group() + "; there are " + String.join(", ", NAMES));
      }
    }
    if (BRACES.matcher(field.replaceAll("")).find()) {
      faults.add("has double braces that are no field, such as {{customer}}");
    }
    return faults;
  }

  static Filled fill(String text, Map<String, @Nullable String> values) {
    Set<String> missing = new LinkedHashSet<>();
    String filled =
        FIELD
            .matcher(text)
            .replaceAll(
                field -> {
                  String name = field.group(1).strip();
                  String value = values.get(name);
                  if (value == null || value.isBlank()) {
                    missing.add(name);
                  }
                  return Matcher.quoteReplacement(
                      value == null || value.isBlank() ? field.group() : value);
                });
    return new Filled(filled, List.copyOf(missing));
  }
}
