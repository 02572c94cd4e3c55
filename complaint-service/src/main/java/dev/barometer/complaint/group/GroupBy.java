package dev.barometer.complaint.group;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What cases of a group have in common. */
public enum GroupBy {
  RULE("current.rule"),
  CATEGORY("current.context.category"),
  SERVICE("current.context.service"),
  TEAM("current.context.team"),
  AGENT("current.context.agent"),
  ROOT_CAUSE("current.handling.closing.rootCause"),
  THEME(null);

  private final @Nullable String field;

  GroupBy(@Nullable String field) {
    this.field = field;
  }

  /** Where it stands in a case's document; a theme is in its words. */
  Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /** The name as it travels; pages ask for it, too. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<GroupBy> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(GroupBy::label).toList();
  }
}
