package dev.barometer.e2e;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document of a service, as one who calls by it reads it. */
final class ApiDocument {
  private static final String IRI = "https://barometer.dev/document.json";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

  /** Formats are checked. */
  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();

  private final JsonNode document;
  private final SchemaRegistry registry;

  ApiDocument(JsonNode document) {
    this.document = document;
    JsonNode closed = document.deepCopy();
    close(closed);
    String text = closed.toString();
    this.registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(CONFIG).schemas(iri -> text));
  }

  /** Here a field that is not described is a fault; callers ignore what they do not know. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ApiDocument::close);
  }

  JsonNode json() {
    return document;
  }

  /** One call that there is. */
  record Operation(String path, String method, JsonNode json) {
    String id() {
      return json.get("operationId").asString();
    }

    boolean reads() {
      return method.equals("GET");
    }

    boolean hasBody() {
      return json.has("requestBody");
    }

    /** The forms its body may have of which there is an example. */
    List<String> bodyTypes() {
      return json.at("/requestBody/content").properties().stream()
          .filter(body -> body.getValue().has("example"))
          .map(Map.Entry::getKey)
          .toList();
    }

    /** The example of a body of this type; missing where there is none. */
    JsonNode example(String type) {
      return json.at("/requestBody/content").path(type).path("example");
    }

    boolean answers(int status) {
      return json.get("responses").has(Integer.toString(status));
    }

    List<JsonNode> parameters(String in) {
      List<JsonNode> found = new ArrayList<>();
      json.path("parameters")
          .forEach(
              parameter -> {
                if (parameter.get("in").asString().equals(in)) {
                  found.add(parameter);
                }
              });
      return found;
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (METHODS.contains(method.getKey())) {
                            operations.add(
                                new Operation(
                                    path.getKey(),
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    method.getValue()));
                          }
                        }));
    return operations;
  }

  /** By what methods an address can be called, whichever of the paths it fits. */
  Set<String> methods(String address) {
    return operations().stream()
        .filter(operation -> address.matches(operation.path().replaceAll("\\{[^}]*}", "[^/]+")))
        .map(Operation::method)
        .collect(Collectors.toSet());
  }

  /** What is wrong with a refusal that all operations share; empty where nothing is. */
  List<String> errorsOfProblem(String body) {
    return errors("/components/schemas/Problem", body);
  }

  /** The media types an answer may have; empty where it has no body. */
  List<String> types(Operation operation, String status) {
    return List.copyOf(document.at(answerAt(operation, status)).path("content").propertyNames());
  }

  /** What is wrong with an answer; empty where it is as the document says. */
  List<String> errors(Operation operation, int status, String type, String body) {
    String said = Integer.toString(status);
    if (!operation.json().get("responses").has(said)) {
      return List.of("the status is not described");
    }
    String at = answerAt(operation, said);
    JsonNode content = document.at(at).path("content");
    if (content.isEmpty()) {
      return body.isEmpty() ? List.of() : List.of("no body is described, this came: " + body);
    }
    String essence = type.split(";")[0].strip();
    if (!content.has(essence)) {
      return List.of("the type " + essence + " is not described");
    }
    if (!essence.endsWith("json") || essence.endsWith("ndjson")) {
      return List.of();
    }
    return errors(at + "/content/" + pointer(essence) + "/schema", body);
  }

  private List<String> errors(String schema, String body) {
    return registry.getSchema(SchemaLocation.of(IRI + "#" + schema)).validate(json(body)).stream()
        .map(Error::toString)
        .toList();
  }

  private static JsonNode json(String body) {
    return Suite.JSON.readTree(body);
  }

  /** Where an answer is described: at the operation, or where it refers to. */
  private String answerAt(Operation operation, String status) {
    String at =
        "/paths/"
            + pointer(operation.path())
            + "/"
            + operation.method().toLowerCase(Locale.ROOT)
            + "/responses/"
            + status;
    JsonNode ref = document.at(at).path("$ref");
    return ref.isString() ? ref.asString().substring(1) : at;
  }

  private static String pointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
