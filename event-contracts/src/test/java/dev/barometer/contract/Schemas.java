package dev.barometer.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The schema files as a validator sees them; formats are checked, and a file may be replaced. */
final class Schemas {
  static final String BASE = "https://barometer.dev/schemas/";

  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();

  private final Map<String, JsonNode> replaced;
  private final Map<String, Schema> compiled = new HashMap<>();
  private final SchemaRegistry registry;

  Schemas() {
    this(Map.of());
  }

  /** With these files, by name, in the place of the real ones. */
  Schemas(Map<String, JsonNode> replaced) {
    this.replaced = replaced;
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(CONFIG).schemas(this::text));
  }

  private String text(String iri) {
    String file = iri.substring(BASE.length());
    return (replaced.containsKey(file) ? replaced.get(file) : file(file)).toString();
  }

  static JsonNode file(String name) {
    return ContractJson.resource("schemas/" + name);
  }

  List<Error> errors(String file, JsonNode json) {
    return compiled
        .computeIfAbsent(file, name -> registry.getSchema(SchemaLocation.of(BASE + name)))
        .validate(json);
  }

  boolean accepts(String file, JsonNode json) {
    return errors(file, json).isEmpty();
  }
}
