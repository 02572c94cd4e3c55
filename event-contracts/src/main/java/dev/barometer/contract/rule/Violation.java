package dev.barometer.contract.rule;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A rule of the contract that was broken.
 *
 * @param field path of the field: {@code answers[0].value}
 * @param rule what it must be, as a sentence
 */
public record Violation(String field, String rule) {

  /**
   * What is wrong with each field of a form, as it is shown beside it.
   *
   * @param nameOf how the form calls the field of a path
   */
  public static Map<String, List<String>> byField(
      Collection<Violation> violations, UnaryOperator<String> nameOf) {
    return violations.stream()
        .collect(
            Collectors.groupingBy(
                one -> nameOf.apply(one.field()),
                Collectors.mapping(Violation::rule, Collectors.toList())));
  }

  @Override
  public String toString() {
    return field + " " + rule;
  }
}
