package dev.barometer.complaint.cases;

/**
 * Who does something to a case.
 *
 * @param id of the caller, as the services know him
 * @param name as it is written into the history
 */
public record Actor(String id, String name) {
  /** What happens by rule, without anybody. */
  public static final Actor BAROMETER = new Actor("barometer", "barometer");

  public boolean isPerson() {
    return !equals(BAROMETER);
  }
}
