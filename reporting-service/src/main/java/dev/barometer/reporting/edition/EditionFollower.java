package dev.barometer.reporting.edition;

/**
 * Does what follows from a published edition. It is asked before the others are told that it is
 * published, and again where a process dies in between: what it does is done under a name that is
 * derived from the edition, so that it is done once.
 */
@FunctionalInterface
public interface EditionFollower {

  /**
   * @throws RuntimeException where it cannot be done now: then it is asked again
   */
  void published(Edition edition);
}
