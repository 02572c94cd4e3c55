package dev.barometer.starter.document;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How calls are refused: alike in all services, and so described once. */
final class ProblemAnswers {
  static final String SCHEMA = "Problem";

  private static final Set<Integer> COME_BACK = Set.of(429, 503, 507);

  private static final Map<Integer, String> MEANINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  400, "The query or the body is not what it says it is; errors names the field"),
              Map.entry(401, "No token, or one that is not known"),
              Map.entry(403, "The caller's role, or his origin, does not allow it"),
              Map.entry(404, "There is no such thing"),
              Map.entry(406, "There is no form of the answer that Accept takes"),
              Map.entry(408, "The body came too slowly"),
              Map.entry(413, "The body is too long"),
              Map.entry(415, "The body is of another type, or encoded otherwise"),
              Map.entry(422, "A rule is broken; errors names each field and its rule"),
              Map.entry(429, "Too much is being handled, or too many wrong tokens came"),
              Map.entry(503, "The broker or the database is away, or not all is read yet"),
              Map.entry(507, "The disk is nearly full")));

  private ProblemAnswers() {}

  /** The schema and the answers, once for all operations. */
  static void describe(Components components) {
    components.addSchemas(SCHEMA, schema());
    MEANINGS.forEach(
        (status, meaning) -> components.addResponses(SCHEMA + status, answer(status, meaning)));
  }

  private static Schema<?> schema() {
    Schema<?> violation =
        new ObjectSchema()
            .addProperty("field", new StringSchema().description("Its path: answers[0].value"))
            .addProperty("rule", new StringSchema().description("What it must be"));
    violation.setRequired(List.of("field", "rule"));
    Schema<?> problem =
        new ObjectSchema()
            .description("Problem details (RFC 9457)")
            .addProperty("type", new StringSchema().format("uri-reference"))
            .addProperty("title", new StringSchema())
            .addProperty("status", new IntegerSchema().format("int32"))
            .addProperty("detail", new StringSchema())
            .addProperty("instance", new StringSchema().format("uri-reference"))
            .addProperty(
                "errors",
                new ArraySchema()
                    .items(violation)
                    .description("What is wrong, field by field; absent where no field is"))
            .addProperty(
                "open",
                new ArraySchema()
                    .items(new StringSchema())
                    .description("What could be done instead of what is not open now"));
    problem.setRequired(List.of("title", "status"));
    return problem;
  }

  private static ApiResponse answer(int status, String meaning) {
    ApiResponse answer = new ApiResponse().description(meaning).content(content());
    if (COME_BACK.contains(status)) {
      answer.addHeaderObject(
          "Retry-After",
          new Header().description("Seconds").schema(new IntegerSchema().format("int32")));
    }
    return answer;
  }

  static Content content() {
    return new Content()
        .addMediaType(
            "application/problem+json",
            new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + SCHEMA)));
  }

  /** Adds those that were not described at the handler, and completes those that were. */
  static void add(Operation operation, DocumentNotes.Operation said) {
    ApiResponses answers = operation.getResponses();
    answers
        .keySet()
        .removeIf(status -> status.matches("[45]\\d\\d") && said.never(Integer.parseInt(status)));
    for (int status : statuses(operation, said)) {
      answers.computeIfAbsent(
          Integer.toString(status),
          none -> new ApiResponse().$ref("#/components/responses/" + SCHEMA + status));
    }
    answers.forEach(
        (status, answer) -> {
          if (status.charAt(0) >= '4' && answer.get$ref() == null) {
            answer.setContent(content());
          }
        });
  }

  /** What an operation can be refused with is known by what it takes and gives. */
  private static Set<Integer> statuses(Operation operation, DocumentNotes.Operation said) {
    Set<Integer> statuses = new TreeSet<>(Set.of(400, 401, 403, 429, 503));
    boolean hasQuery = has(operation, "query");
    if (has(operation, "path")) {
      statuses.add(404);
    }
    if (operation.getResponses().values().stream().anyMatch(ProblemAnswers::hasBody)) {
      statuses.add(406);
    }
    if (operation.getRequestBody() != null) {
      statuses.addAll(Set.of(408, 413, 415, 507));
    }
    if (hasQuery || operation.getRequestBody() != null) {
      statuses.add(422);
    }
    statuses.removeIf(said::never);
    return statuses;
  }

  private static boolean has(Operation operation, String in) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(parameter -> in.equals(parameter.getIn()));
  }

  private static boolean hasBody(ApiResponse answer) {
    return answer.getContent() != null && !answer.getContent().isEmpty();
  }
}
