package dev.barometer.starter.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What no handler can say of itself, from the service's file {@code <service>-api.yml}:
 *
 * <pre>
 * about: What the service is for.
 * operations:
 *   getThings:
 *     parameters: {limit: 10}             # an example of each
 *     body: {application/json: {...}}     # an example of each form of the body
 *     bodySchemas: {application/json: Thing}
 *     without: [422]                      # what it never answers
 *     optional: [mapping]                 # parameters that only one form of the body needs
 *     tagged: true                        # may be asked for again with If-None-Match
 * required: {Thing: [name]}               # fields that a request must have
 * schemas: {...}                          # what no type stands for
 * </pre>
 */
record DocumentNotes(Map<String, Object> all) {

  static DocumentNotes of(String service) {
    ClassPathResource file = new ClassPathResource(service + "-api.yml");
    if (!file.exists()) {
      return new DocumentNotes(Map.of());
    }
    try (InputStream in = file.getInputStream()) {
      Map<String, Object> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      return new DocumentNotes(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String about() {
    return all.getOrDefault("about", "").toString().strip();
  }

  Map<String, Object> schemas() {
    return map(all, "schemas");
  }

  /** By type, the fields that a request must have. */
  Map<String, Object> required() {
    return map(all, "required");
  }

  Operation operation(String id) {
    return new Operation(map(map(all, "operations"), id));
  }

  /** All operations that something is said of. */
  Iterable<String> operations() {
    return map(all, "operations").keySet();
  }

  /** What is said of one. */
  record Operation(Map<String, Object> all) {
    Map<String, Object> parameters() {
      return map(all, "parameters");
    }

    Map<String, Object> body() {
      return map(all, "body");
    }

    Map<String, Object> bodySchemas() {
      return map(all, "bodySchemas");
    }

    boolean never(int status) {
      return all.get("without") instanceof List<?> statuses && statuses.contains(status);
    }

    boolean isOptional(String parameter) {
      return all.get("optional") instanceof List<?> names && names.contains(parameter);
    }

    boolean isTagged() {
      return Boolean.TRUE.equals(all.get("tagged"));
    }
  }

  @SuppressWarnings("unchecked") // keys of our own files are words
  private static Map<String, Object> map(Map<String, Object> from, String key) {
    return from.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
