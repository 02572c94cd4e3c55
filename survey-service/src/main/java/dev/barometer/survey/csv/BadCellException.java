package dev.barometer.survey.csv;

import org.jspecify.annotations.Nullable;

/** A cell that cannot be what its column is mapped to. */
public final class BadCellException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String column;
  private final @Nullable String cell;
  private final String rule;

  /**
   * @param column as the mapping names it; blank where it is the row as a whole
   * @param cell what stands in it, where that matters
   * @param rule that it breaks; says nothing of what stands in the cell
   */
  public BadCellException(String column, @Nullable String cell, String rule) {
    super(rule);
    this.column = column;
    this.cell = cell;
    this.rule = rule;
  }

  public String column() {
    return column;
  }

  public @Nullable String cell() {
    return cell;
  }

  public String rule() {
    return rule;
  }
}
