package dev.barometer.starter.document;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Completes what springdoc reads from the handlers. */
final class ApiDocument {
  private static final String BEARER = "token";
  private static final String JSON = "application/json";
  private static final Set<String> TEXTS = Set.of("text/csv", "text/event-stream");

  private static final String FOR_ALL =
      "Every call wants a token (Authorization: Bearer), and each says with 403 that the caller's"
          + " role is too small. Refusals are problem details (RFC 9457) whose errors name field"
          + " and rule; a parameter that a call does not know is one (400), and so is another"
          + " method (405, with Allow). Times are ISO 8601 with an offset.";

  private final String service;
  private final DocumentNotes notes;
  private final List<ClosedSet> sets;

  ApiDocument(String service, DocumentNotes notes, List<ClosedSet> sets) {
    this.service = service;
    this.notes = notes;
    this.sets = sets;
  }

  void complete(OpenAPI document) {
    document
        .info(
            new Info()
                .title("Barometer " + service)
                .version("1")
                .description((notes.about() + " " + FOR_ALL).strip())
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
        .security(List.of(new SecurityRequirement().addList(BEARER)));
    Components components =
        document.getComponents() == null ? new Components() : document.getComponents();
    document.setComponents(components);
    components.addSecuritySchemes(
        BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
    ProblemAnswers.describe(components);
    notes.schemas().forEach((name, schema) -> components.addSchemas(name, schemaOf(schema)));
    Set<String> known = new HashSet<>();
    if (document.getPaths() != null) {
      document.getPaths().forEach((path, item) -> known.addAll(complete(path, item)));
    }
    for (String id : notes.operations()) {
      if (!known.contains(id)) {
        throw new IllegalStateException(service + "-api.yml tells of " + id + ": there is none");
      }
    }
    sets.stream().filter(ClosedSet::isOfField).forEach(set -> close(set, components));
    Requests.describe(document, notes);
  }

  private Set<String> complete(String path, PathItem item) {
    Set<String> ids = new TreeSet<>();
    item.readOperationsMap()
        .forEach(
            (method, operation) -> {
              operation.setOperationId(idOf(method, path));
              ids.add(operation.getOperationId());
              complete(operation);
            });
    return ids;
  }

  /** From the address, which never changes: {@code getScoresByMetricSeries}. */
  private static String idOf(HttpMethod method, String path) {
    StringBuilder id = new StringBuilder(method.name().toLowerCase(Locale.ROOT));
    for (String segment : path.replaceFirst("^/api", "").split("[/-]", -1)) {
      if (segment.startsWith("{")) {
        int end = segment.indexOf('}');
        id.append("By").append(capital(segment.substring(1, end)));
        id.append(capital(segment.substring(end + 1).replace(".", "")));
      } else if (!segment.isEmpty()) {
        id.append(capital(segment));
      }
    }
    return id.toString();
  }

  private static String capital(String word) {
    return word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private void complete(Operation operation) {
    DocumentNotes.Operation said = notes.operation(operation.getOperationId());
    List<Parameter> parameters = new ArrayList<>();
    if (operation.getParameters() != null) {
      parameters.addAll(operation.getParameters());
    }
    if (said.isTagged()) {
      parameters.add(
          new Parameter()
              .in("header")
              .name("If-None-Match")
              .description("The ETag of an answer that is kept: 304 while it is the same")
              .schema(new StringSchema()));
    }
    parameters.forEach(parameter -> complete(parameter, operation.getOperationId(), said));
    operation.setParameters(parameters.isEmpty() ? null : parameters);
    completeBody(operation, said);
    operation
        .getResponses()
        .forEach((status, answer) -> completeAnswer(status, answer, said.isTagged()));
    if (said.isTagged()) {
      operation
          .getResponses()
          .addApiResponse("304", tellTag(new ApiResponse().description("It is the same still")));
    }
    ProblemAnswers.add(operation, said);
  }

  private void complete(Parameter parameter, String operationId, DocumentNotes.Operation said) {
    Object example = said.parameters().get(parameter.getName());
    if (example != null) {
      parameter.setExample(example);
    }
    if (said.isOptional(parameter.getName())) {
      parameter.setRequired(false);
    }
    String own = operationId + ClosedSet.OF_OPERATION + parameter.getName();
    boolean hasOwn = sets.stream().anyMatch(set -> set.name().equals(own));
    for (ClosedSet set : sets) {
      if (set.name().equals(hasOwn ? own : parameter.getName()) && parameter.getSchema() != null) {
        // Parameters share the schema of their type: it gets one of its own.
        Schema<?> values = new StringSchema();
        close(values, set.values());
        values.setDefault(parameter.getSchema().getDefault());
        parameter.setSchema(
            parameter.getSchema().getItems() == null ? values : new ArraySchema().items(values));
      }
    }
  }

  private void completeBody(Operation operation, DocumentNotes.Operation said) {
    if (said.body().isEmpty() && operation.getRequestBody() == null) {
      return;
    }
    RequestBody body =
        operation.getRequestBody() == null ? new RequestBody() : operation.getRequestBody();
    operation.setRequestBody(body);
    Content content = body.getContent() == null ? new Content() : body.getContent();
    body.setContent(content);
    said.body()
        .forEach(
            (type, example) ->
                content.computeIfAbsent(type, none -> new MediaType()).setExample(example));
    said.bodySchemas()
        .forEach(
            (type, schema) ->
                content.computeIfAbsent(type, none -> new MediaType()).setSchema(schemaOf(schema)));
  }

  /** What has no type of its own is JSON, and files and streams are text. */
  private static void completeAnswer(String status, ApiResponse answer, boolean isTagged) {
    Content content = answer.getContent();
    if (content != null) {
      MediaType any = content.remove("*/*");
      if (any != null) {
        content.addMediaType(JSON, any);
      }
      content.replaceAll(
          (type, form) -> TEXTS.contains(type) ? new MediaType().schema(new StringSchema()) : form);
    }
    if (isTagged && status.equals("200")) {
      tellTag(answer);
    }
  }

  private static ApiResponse tellTag(ApiResponse answer) {
    answer.addHeaderObject("ETag", new Header().schema(new StringSchema()));
    answer.addHeaderObject(
        "As-Of",
        new Header()
            .description("With scores: what was accepted before is counted")
            .schema(new StringSchema().format("date-time")));
    return answer;
  }

  private void close(ClosedSet set, Components components) {
    Schema<?> owner =
        components.getSchemas() == null ? null : components.getSchemas().get(set.schema());
    Schema<?> field =
        owner == null || owner.getProperties() == null
            ? null
            : owner.getProperties().get(set.field());
    if (field == null) {
      throw new IllegalStateException("There is no field " + set.name() + " in the document");
    }
    close(field.getItems() == null ? field : field.getItems(), set.values());
  }

  @SuppressWarnings("unchecked") // of the library
  private static void close(Schema<?> schema, List<String> values) {
    List<@Nullable Object> all = new ArrayList<>(values);
    if (schema.getTypes() != null && schema.getTypes().contains("null")) {
      all.add(null);
    }
    ((Schema<Object>) schema).setEnum((List<Object>) (List<?>) all);
  }

  /** A schema as the file has it, or the name of one. */
  private static Schema<?> schemaOf(Object said) {
    return said instanceof String name
        ? new JsonSchema().$ref("#/components/schemas/" + name)
        : Json31.mapper().convertValue(said, Schema.class);
  }
}
