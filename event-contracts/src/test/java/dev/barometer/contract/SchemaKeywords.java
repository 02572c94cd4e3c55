package dev.barometer.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the keywords of a schema file stand that refuse something. Annotations refuse nothing; a
 * file's own fields, which are required and of what type each is, SchemaShapeTest compares.
 */
final class SchemaKeywords {
  private static final Set<String> ANNOTATIONS =
      Set.of("$schema", "$id", "title", "description", "$defs");
  private static final Set<String> COMPARED = Set.of("properties", "required");
  private static final Set<String> COMPARED_OF_FIELDS = Set.of("type", "$ref");
  private static final Set<String> NAMED = Set.of("properties", "$defs");
  private static final Set<String> LISTED = Set.of("oneOf", "anyOf", "allOf");
  private static final Set<String> SINGLE =
      Set.of("items", "additionalProperties", "propertyNames", "if", "then");

  /** A keyword: the schema it stands in, and its name. */
  record Occurrence(String schema, String keyword) {

    /** The file without this keyword. */
    JsonNode removedFrom(JsonNode file) {
      ObjectNode without = (ObjectNode) file.deepCopy();
      ((ObjectNode) without.at(schema)).remove(keyword);
      return without;
    }
  }

  private SchemaKeywords() {}

  static List<Occurrence> of(JsonNode file) {
    List<Occurrence> occurrences = new ArrayList<>();
    collect(file, "", occurrences);
    return occurrences;
  }

  private static void collect(JsonNode schema, String at, List<Occurrence> occurrences) {
    for (String keyword : schema.propertyNames()) {
      if (!ANNOTATIONS.contains(keyword) && !isCompared(at, keyword)) {
        occurrences.add(new Occurrence(at, keyword));
      }
      JsonNode value = schema.get(keyword);
      String below = at + "/" + keyword;
      if (NAMED.contains(keyword)) {
        for (String name : value.propertyNames()) {
          collect(value.get(name), below + "/" + name, occurrences);
        }
      } else if (LISTED.contains(keyword)) {
        for (int i = 0; i < value.size(); i++) {
          collect(value.get(i), below + "/" + i, occurrences);
        }
      } else if (SINGLE.contains(keyword)) {
        collect(value, below, occurrences);
      }
    }
  }

  private static boolean isCompared(String at, String keyword) {
    boolean isField = at.startsWith("/properties/") && at.indexOf('/', 12) < 0;
    return isField
        ? COMPARED_OF_FIELDS.contains(keyword)
        : at.isEmpty() && COMPARED.contains(keyword);
  }

  /** The schema file itself and every file it points to. */
  static Set<String> filesOf(String file) {
    Set<String> files = new LinkedHashSet<>();
    collectFiles(file, files);
    return files;
  }

  private static void collectFiles(String file, Set<String> files) {
    if (files.add(file)) {
      for (JsonNode ref : Schemas.file(file).findValues("$ref")) {
        String target = ref.stringValue().replaceFirst("#.*", "");
        if (!target.isEmpty()) {
          collectFiles(target, files);
        }
      }
    }
  }
}
