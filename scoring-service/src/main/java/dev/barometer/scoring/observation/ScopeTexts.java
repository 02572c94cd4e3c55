package dev.barometer.scoring.observation;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The scopes that states of entities belong to, as text. A text is made once and then found by its
 * values, because many entities share few scopes; too many are forgotten together.
 */
final class ScopeTexts {
  static final String ALL = Scope.ALL.toString();

  private final int mostKept;
  private final Map<Dimension, Map<String, String>> ofOne = new EnumMap<>(Dimension.class);
  private final Map<DimensionPair, Map<String, Map<String, String>>> ofTwo = new HashMap<>();
  private int kept;

  ScopeTexts(int mostKept) {
    this.mostKept = mostKept;
  }

  /** Every scope the entity belongs to, the narrowest first and {@code all} last. */
  List<String> of(EntityState state) {
    if (kept > mostKept) {
      forget();
    }
    Map<Dimension, String> dimensionValues = state.dimensionValues();
    List<String> scopes = new ArrayList<>(state.pairs().size() + dimensionValues.size() + 1);
    for (DimensionPair pair : state.pairs()) {
      String first = dimensionValues.get(pair.first());
      String second = dimensionValues.get(pair.second());
      if (first != null && second != null) {
        scopes.add(of(pair, first, second));
      }
    }
    dimensionValues.forEach((dimension, value) -> scopes.add(of(dimension, value)));
    scopes.add(ALL);
    return scopes;
  }

  private String of(Dimension dimension, String value) {
    Map<String, String> texts = ofOne.computeIfAbsent(dimension, none -> new HashMap<>());
    String known = texts.get(value);
    return known != null ? known : keep(texts, value, Scope.of(dimension, value));
  }

  private String of(DimensionPair pair, String first, String second) {
    Map<String, String> texts =
        ofTwo
            .computeIfAbsent(pair, none -> new HashMap<>())
            .computeIfAbsent(first, none -> new HashMap<>());
    String known = texts.get(second);
    return known != null
        ? known
        : keep(texts, second, Scope.of(pair.first(), first, pair.second(), second));
  }

  private String keep(Map<String, String> texts, String value, Scope scope) {
    String text = scope.toString();
    texts.put(value, text);
    kept++;
    return text;
  }

  private void forget() {
    ofOne.clear();
    ofTwo.clear();
    kept = 0;
  }

  /** How many texts are known. */
  int kept() {
    return kept;
  }
}
