package dev.barometer.starter.document;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types that only come in: whoever sends one may leave out what it does not say he must not. What
 * goes out is complete.
 */
final class Requests {
  private static final String SCHEMAS = "#/components/schemas/";

  private final Map<String, Schema> schemas;

  @SuppressWarnings("rawtypes") // of the library
  private Requests(Map<String, Schema> schemas) {
    this.schemas = schemas;
  }

  static void describe(OpenAPI document, DocumentNotes notes) {
    if (document.getPaths() == null) {
      return;
    }
    Requests requests = new Requests(document.getComponents().getSchemas());
    Set<String> in = new HashSet<>();
    Set<String> out = new HashSet<>();
    for (PathItem item : document.getPaths().values()) {
      for (Operation operation : item.readOperations()) {
        if (operation.getRequestBody() != null) {
          requests.collect(operation.getRequestBody().getContent(), in);
        }
        for (ApiResponse answer : operation.getResponses().values()) {
          requests.collect(answer.getContent(), out);
        }
      }
    }
    in.removeAll(out);
    // What stands in the file says itself what is required.
    in.removeAll(notes.schemas().keySet());
    in.forEach(name -> requests.ask(name, notes.required().get(name)));
  }

  @SuppressWarnings("rawtypes") // of the library
  private void ask(String name, @Nullable Object required) {
    Schema<?> schema = schemas.get(name);
    if (schema == null) {
      return;
    }
    List<String> names =
        required instanceof List<?> said ? said.stream().map(String::valueOf).toList() : List.of();
    schema.setRequired(names.isEmpty() ? null : new ArrayList<>(names));
    for (String field : names) {
      Schema property = schema.getProperties() == null ? null : schema.getProperties().get(field);
      if (property == null) {
        throw new IllegalStateException("There is no field " + name + "." + field);
      }
      schema.getProperties().put(field, RecordSchemas.notNull(property));
    }
  }

  private void collect(@Nullable Content content, Set<String> names) {
    if (content != null) {
      content.values().forEach(form -> collect(form.getSchema(), names));
    }
  }

  private void collect(@Nullable Schema<?> schema, Set<String> names) {
    if (schema == null) {
      return;
    }
    String ref = schema.get$ref();
    if (ref != null && ref.startsWith(SCHEMAS) && names.add(ref.substring(SCHEMAS.length()))) {
      collect(schemas.get(ref.substring(SCHEMAS.length())), names);
    }
    collect(schema.getItems(), names);
    if (schema.getAdditionalProperties() instanceof Schema<?> values) {
      collect(values, names);
    }
    collectAll(schema.getProperties() == null ? null : schema.getProperties().values(), names);
    collectAll(schema.getOneOf(), names);
    collectAll(schema.getAllOf(), names);
    collectAll(schema.getAnyOf(), names);
  }

  @SuppressWarnings("rawtypes") // of the library
  private void collectAll(@Nullable Collection<Schema> all, Set<String> names) {
    if (all != null) {
      all.forEach(one -> collect((Schema<?>) one, names));
    }
  }
}
