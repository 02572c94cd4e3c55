package dev.barometer.starter.timetable;

import dev.barometer.starter.patience.Outages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Does what is due, of one kind. A service that has a bean of this type gets a {@link Timetable}.
 *
 * <p>It may be asked twice for the same key (a process that dies between doing and noting it), so
 * it looks at the state of what the key names and does only what that says is still to be done. It
 * must be through before the lease ends ({@code barometer.timetable.lease}), and may schedule the
 * same key again: then that stands.
 */
public interface DueHandler {
  String kind();

  /** How many it takes at once. */
  default int mostAtOnce() {
    return 1;
  }

  /**
   * @param due at least one, of different keys
   * @return what failed, and why: it is tried again after a pause; all else is done
   * @throws Exception where all of it failed
   */
  Map<Due, Exception> handle(List<Due> due) throws Exception;

  /** What is done with one. */
  @FunctionalInterface
  interface Single {
    void handle(Due due) throws Exception;
  }

  /** Does many at once. */
  @FunctionalInterface
  interface Many {
    void handle(List<Due> due);
  }

  /**
   * Does all at once, and where that fails each alone, so that one which cannot be done leaves the
   * others done.
   *
   * @return what failed alone
   * @throws RuntimeException where broker or database are away: that fails for each alike
   */
  static Map<Due, Exception> eachAloneAfterAFailure(List<Due> due, Many all) {
    try {
      all.handle(due);
      return Map.of();
    } catch (RuntimeException e) {
      if (due.size() == 1 || Outages.isOutage(e)) {
        throw e;
      }
      Map<Due, Exception> failed = new HashMap<>();
      for (Due one : due) {
        try {
          all.handle(List.of(one));
        } catch (RuntimeException alone) {
          failed.put(one, alone);
        }
      }
      return failed;
    }
  }

  /** Does one at a time. */
  static DueHandler of(String kind, Single single) {
    return new DueHandler() {
      @Override
      public String kind() {
        return kind;
      }

      @Override
      public Map<Due, Exception> handle(List<Due> due) throws Exception {
        for (Due one : due) {
          single.handle(one);
        }
        return Map.of();
      }
    };
  }
}
