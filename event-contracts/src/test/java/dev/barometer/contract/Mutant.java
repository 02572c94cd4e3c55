package dev.barometer.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A document changed in one place: the part removed, or replaced by something odd. */
record Mutant(String change, JsonNode json) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Map<String, JsonNode> ODD_VALUES =
      Map.ofEntries(
          Map.entry("null", JSON.nullNode()),
          Map.entry("-2", JSON.numberNode(-2)),
          Map.entry("11", JSON.numberNode(11)),
          Map.entry("1.5", JSON.numberNode(1.5)),
          Map.entry("true", JSON.booleanNode(true)),
          Map.entry("empty text", JSON.stringNode("")),
          Map.entry("blank text", JSON.stringNode(" ")),
          Map.entry("strange text", JSON.stringNode("strange")),
          Map.entry("control character", JSON.stringNode("a\u0007b")),
          Map.entry("a date", JSON.stringNode("2026-11-22")),
          Map.entry("201 characters", JSON.stringNode("x".repeat(201))),
          Map.entry("1001 characters", JSON.stringNode("x".repeat(1_001))),
          Map.entry("10001 characters", JSON.stringNode("x".repeat(10_001))),
          Map.entry("an object", JSON.objectNode()),
          Map.entry("an object with a strange field", JSON.objectNode().put("strange", 1)),
          Map.entry("an array", JSON.arrayNode()));

  /** Every such change to every part of a document. */
  static List<Mutant> of(ObjectNode document) {
    List<Mutant> mutants = new ArrayList<>();
    ODD_VALUES.forEach((name, odd) -> mutants.add(new Mutant("all is " + name, odd)));
    collect(document, document, "", mutants);
    return mutants;
  }

  private static void collect(
      ObjectNode document, JsonNode parent, String path, List<Mutant> mutants) {
    List<String> children = new ArrayList<>(parent.propertyNames());
    for (int i = 0; parent.isArray() && i < parent.size(); i++) {
      children.add(Integer.toString(i));
    }
    for (String child : children) {
      String at = path + "/" + child;
      if (parent.isObject()) {
        ObjectNode without = document.deepCopy();
        ((ObjectNode) without.at(path)).remove(child);
        mutants.add(new Mutant(at + " removed", without));
      }
      ODD_VALUES.forEach(
          (name, odd) ->
              mutants.add(new Mutant(at + " is " + name, with(document, path, child, odd))));
      collect(document, document.at(at), at, mutants);
    }
  }

  /** The document with one part replaced. */
  static ObjectNode with(ObjectNode document, String path, String child, JsonNode value) {
    ObjectNode changed = document.deepCopy();
    JsonNode parent = changed.at(path);
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(child), value);
    } else {
      ((ObjectNode) parent).set(child, value);
    }
    return changed;
  }
}
