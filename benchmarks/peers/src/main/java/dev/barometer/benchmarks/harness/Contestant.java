package dev.barometer.benchmarks.harness;

/** Who takes part in a row. */
public interface Contestant {
  String name();

  /**
   * Does the row's work once, in a process of its own, and checks it before anything is told.
   *
   * @throws WrongResultException where the check fails: then the contestant has no time in this row
   */
  Trial run() throws Exception;

  /** What a contestant does. */
  @FunctionalInterface
  interface Work {
    Trial run() throws Exception;
  }

  static Contestant of(String name, Work work) {
    return new Contestant() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Trial run() throws Exception {
        return work.run();
      }
    };
  }

  /** One that cannot run here; the report says why. */
  static Contestant notRun(String name, String reason) {
    return of(
        name,
        () -> {
          throw new NotRunException(reason);
        });
  }
}
