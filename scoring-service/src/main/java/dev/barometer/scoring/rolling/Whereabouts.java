package dev.barometer.scoring.rolling;

/** Where the windows of a scope are kept at this moment. */
sealed interface Whereabouts {

  /** In this instance. */
  record Here(RunningWindows windows) implements Whereabouts {}

  /** In another instance, at the address it told the group. */
  record Elsewhere(String host, int port) implements Whereabouts {}

  /** Nobody can answer: partitions are changing hands, or a store is being restored. */
  record Nowhere() implements Whereabouts {}
}
