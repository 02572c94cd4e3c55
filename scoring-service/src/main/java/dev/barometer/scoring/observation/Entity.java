package dev.barometer.scoring.observation;

/** What a fact tells the present state of: a response, a ticket, by its id. */
record Entity(FactKind kind, String id) {
  /** The key in the store: a letter and the id. */
  String key() {
    return kind.letter() + id;
  }
}
