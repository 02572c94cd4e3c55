package dev.barometer.starter.patience;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What fails at the moment though broker and store are there, by who it is that fails, and for how
 * long. Only time that was looked at counts: a process that stood still has not waited.
 */
public final class Troubles {
  private final Map<String, Trouble> troubles = Collections.synchronizedMap(new TreeMap<>());

  /**
   * One that lasts.
   *
   * @param who the topic of a reader, the application id of a stream
   * @param why of what kind the last failure was, without what it quotes
   */
  public record Trouble(String who, String why, Duration age) {
    @Override
    public String toString() {
      return who + " has failed for " + age.toSeconds() + " s, last with " + why;
    }
  }

  /** It failed, for the first time or once more. */
  public void failed(String who, Throwable failure) {
    failed(who, failure.getClass().getName());
  }

  public void failed(String who, String why) {
    troubles.merge(
        who, new Trouble(who, why, Duration.ZERO), (old, next) -> new Trouble(who, why, old.age()));
  }

  /** It goes again, or waits for what passes by itself. */
  public void over(String who) {
    troubles.remove(who);
  }

  public boolean has(String who) {
    return troubles.containsKey(who);
  }

  /** What each that fails fails with. */
  public Map<String, String> reasons() {
    Map<String, String> reasons = new TreeMap<>();
    synchronized (troubles) {
      troubles.values().forEach(trouble -> reasons.put(trouble.who(), trouble.why()));
    }
    return reasons;
  }

  /** All that fail have failed for so much longer. */
  public void passed(Duration time) {
    synchronized (troubles) {
      troubles.replaceAll((who, old) -> new Trouble(who, old.why(), old.age().plus(time)));
    }
  }

  /** The one that has lasted longest. */
  public Optional<Trouble> oldest() {
    synchronized (troubles) {
      return troubles.values().stream().max(Comparator.comparing(Trouble::age));
    }
  }
}
