package dev.barometer.contract.rule;

/**
 * A rule of the contract that was broken.
 *
 * @param field path of the field: {@code answers[0].value}
 * @param rule what it must be, as a sentence
 */
public record Violation(String field, String rule) {
  @Override
  public String toString() {
    return field + " " + rule;
  }
}
