package dev.barometer.complaint.cause;

import dev.barometer.contract.rule.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All root causes, as they are offered. */
public record RootCauses(long revision, List<RootCause> all) {
  static final RootCauses NONE = new RootCauses(0, List.of());
  private static final int MOST = 500;
  private static final int LONGEST = 200;
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

  public RootCauses {
    all = List.copyOf(all);
  }

  /** What may be chosen when a case is closed. */
  public List<RootCause> offered() {
    return all.stream().filter(one -> !one.retired()).toList();
  }

  /** What is kept at a case: an id of the list, or what somebody wrote. */
  public String named(String kept, Locale reader) {
    return find(kept).map(one -> one.text(reader)).orElse(kept);
  }

  /** The one that is meant by an id, or by its name in any language. */
  Optional<RootCause> find(String text) {
    String stripped = text.strip();
    return all.stream().filter(one -> one.isMeantBy(stripped)).findFirst();
  }

  /**
   * All that may be kept at a case that was closed with one: its id, its names, or what it says.
   */
  public List<String> meant(String text) {
    return find(text)
        .map(one -> Stream.concat(Stream.of(one.id()), one.texts().values().stream()).toList())
        .orElseGet(() -> List.of(text));
  }

  /** What is wrong with these in the place of the present ones. */
  List<Violation> violations(List<RootCause> next) {
    List<Violation> wrong = new ArrayList<>();
    if (next.size() > MOST) {
      wrong.add(new Violation("rootCauses", "must be at most " + MOST));
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < next.size(); i++) {
      check(next.get(i), "rootCauses[" + i + "]", ids, wrong);
    }
    for (RootCause one : all) {
      if (!ids.contains(one.id())) {
        wrong.add(
            new Violation("rootCauses", "must still have " + one.id() + ": retire it instead"));
      }
    }
    return wrong;
  }

  private static void check(RootCause one, String at, Set<String> ids, List<Violation> wrong) {
    if (!ID.matcher(one.id()).matches() || !ids.add(one.id())) {
      wrong.add(
          new Violation(at + ".id", "must be of small letters, digits and -, and no other's"));
    }
    if (one.texts().isEmpty()) {
      wrong.add(new Violation(at + ".texts", "is required"));
    }
    one.texts()
        .forEach(
            (language, text) -> {
              boolean isText = !text.isBlank() && text.codePointCount(0, text.length()) <= LONGEST;
              if (!LANGUAGE.matcher(language).matches() || !isText) {
                wrong.add(
                    new Violation(
                        at + ".texts." + language,
                        "must be of 1 to " + LONGEST + " characters, by a language such as zh-CN"));
              }
            });
  }
}
