package dev.barometer.reporting.edition;

import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.rule.Violations;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for in a plan and in a strategy alike. Each field is read to the end, and all that
 * cannot be so are named at once: what was read holds where {@link #require} lets it.
 */
public final class PlanFields {
  public static final List<String> LANGUAGES = List.of("en", "zh-CN", "ko");
  public static final int LONGEST_TITLE = 200;
  private static final int MOST_REVIEWERS = 50;
  private static final int MOST_RECIPIENTS = 100;
  private static final List<String> REVIEW = List.of("manager", "admin");

  private final KeptPairs pairs;
  private final Predicate<String> mayReview;
  private final Predicate<String> isAddress;
  private final List<Violation> wrong = new ArrayList<>();

  /**
   * @param mayReview whether somebody of this id works here and may approve
   * @param isAddress whether this is a mail address
   */
  PlanFields(KeptPairs pairs, Predicate<String> mayReview, Predicate<String> isAddress) {
    this.pairs = pairs;
    this.mayReview = mayReview;
    this.isAddress = isAddress;
  }

  /** Whether this is somebody who works here and may approve reports. */
  public static boolean mayReview(StaffMember member) {
    return member.active() && REVIEW.contains(member.role());
  }

  public void broken(String field, String rule) {
    wrong.add(new Violation(field, rule));
  }

  public void broken(Violations others) {
    wrong.addAll(others.all());
  }

  /** What can only be read whole; empty where it cannot. */
  public <T> Optional<T> read(Supplier<T> field) {
    try {
      return Optional.of(field.get());
    } catch (InvalidRequestException e) {
      wrong.addAll(e.violations());
      return Optional.empty();
    }
  }

  /** Throws what names all that cannot be so. */
  public void require() {
    if (!wrong.isEmpty()) {
      throw new InvalidRequestException(wrong);
    }
  }

  public String title(@Nullable String asked) {
    String title = asked == null ? "" : asked.strip();
    if (title.isEmpty()) {
      broken("title", "must have 1 to " + LONGEST_TITLE + " characters");
    }
    text("title", title, LONGEST_TITLE);
    return title;
  }

  /** A text that people read. */
  public void text(String field, String text, int longest) {
    Violations violations = new Violations(Instant.EPOCH);
    violations.text(field, text, longest);
    broken(violations);
  }

  /** As scores name it. */
  public String scope(@Nullable String asked) {
    return read(() -> knownScope(asked == null ? "all" : asked).toString()).orElse("");
  }

  private Scope knownScope(String text) {
    Scope scope = Parameters.scope(text);
    pairs.require("scope", scope.values().keySet());
    return scope;
  }

  /** In the order in which they are asked for; all where none is. */
  public List<Section> sections(@Nullable List<String> asked) {
    if (asked == null || asked.isEmpty()) {
      return List.of(Section.values());
    }
    Set<Section> sections = new LinkedHashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      section("sections[" + i + "]", String.valueOf(asked.get(i))).ifPresent(sections::add);
    }
    return List.copyOf(sections);
  }

  /** One of them, named where there is none of this name. */
  public Optional<Section> section(String field, String label) {
    Optional<Section> section = Section.of(label);
    if (section.isEmpty()) {
      broken(field, "must be one of " + String.join(", ", Section.labels()));
    }
    return section;
  }

  /** English where none is asked for. */
  public List<String> languages(@Nullable List<String> asked) {
    return languages(null, asked);
  }

  /**
   * @param first the one it is written in; null for the first of the others
   */
  List<String> languages(@Nullable String first, @Nullable List<String> others) {
    Set<String> languages = new LinkedHashSet<>();
    if (first != null) {
      languages.add(language("language", first));
    }
    if (others != null) {
      for (int i = 0; i < others.size(); i++) {
        languages.add(language("languages[" + i + "]", String.valueOf(others.get(i))));
      }
    }
    return languages.isEmpty() ? List.of(LANGUAGES.get(0)) : List.copyOf(languages);
  }

  private String language(String field, String asked) {
    if (!LANGUAGES.contains(asked)) {
      broken(field, "must be one of " + String.join(", ", LANGUAGES));
    }
    return asked;
  }

  /** Ids of staff. */
  public List<String> reviewers(@Nullable List<String> asked) {
    Set<String> reviewers = new LinkedHashSet<>();
    List<String> all = asked == null ? List.of() : asked;
    if (all.size() > MOST_REVIEWERS) {
      broken("reviewers", "must be at most " + MOST_REVIEWERS);
    }
    for (int i = 0; i < all.size(); i++) {
      String id = String.valueOf(all.get(i));
      if (!mayReview.test(id)) {
        broken(
            "reviewers[" + i + "]",
            "must be the id of somebody who works here and is manager or admin");
      }
      reviewers.add(id);
    }
    return List.copyOf(reviewers);
  }

  /** Mail addresses, each once, as they stand. */
  public List<String> recipients(@Nullable List<String> asked) {
    if (asked == null) {
      return List.of();
    }
    if (asked.size() > MOST_RECIPIENTS) {
      broken("recipients", "must be at most " + MOST_RECIPIENTS);
      return List.of();
    }
    Map<String, String> recipients = new LinkedHashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      String address = String.valueOf(asked.get(i)).strip();
      if (isAddress.test(address)) {
        recipients.putIfAbsent(address.toLowerCase(Locale.ROOT), address);
      } else {
        broken("recipients[" + i + "]", "must be a mail address");
      }
    }
    return List.copyOf(recipients.values());
  }
}
