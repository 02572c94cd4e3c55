package dev.barometer.scoring.observation;

/** Who says something: a response, a ticket, by its id. */
record Source(FactKind kind, String id) {
  /** The key in the store: a letter and the id. */
  String key() {
    return kind.letter() + id;
  }
}
