package dev.barometer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Compares each record with its schema, component by component, and records inside of records. */
class SchemaShapeTest {

  static List<Contract> facts() {
    return Contract.all().stream().filter(contract -> !contract.inbound()).toList();
  }

  @ParameterizedTest
  @MethodSource("facts")
  void schemaAndRecordHaveTheSameFields(Contract contract) {
    assertSameFields(
        contract.type(), new SchemaPart(contract.file(), Schemas.file(contract.file())));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void theExampleHasEveryField(Contract contract) {
    assertThat(fieldsIn(contract.example()))
        .containsAll(fieldsOf(contract.type(), new TreeSet<>()));
  }

  @Test
  void aPlatformMayTellEverythingButTheAttribution() {
    JsonNode inbound = Schemas.file("inbound-ticket.json");
    Set<String> names =
        new LinkedHashSet<>(Schemas.file("ticket.json").get("properties").propertyNames());
    names.remove("attribution");

    assertThat(inbound.get("properties").propertyNames()).containsExactlyElementsOf(names);
    for (String name : names) {
      assertThat(inbound.at("/properties/" + name + "/$ref").stringValue())
          .isEqualTo("ticket.json#/properties/" + name);
    }
    assertThat(texts(inbound.get("required"))).containsExactly("ticketId", "status", "openedAt");
  }

  /** A schema, and the file whose relative references it holds. */
  private record SchemaPart(String file, JsonNode schema) {

    SchemaPart to(String name) {
      return new SchemaPart(file, schema.get(name));
    }

    /** Where the reference leads, if it is one; an alternative to null counts as what it may be. */
    SchemaPart resolved() {
      if (schema.has("oneOf")) {
        return new SchemaPart(file, schema.get("oneOf").get(0)).resolved();
      }
      if (!schema.has("$ref")) {
        return this;
      }
      String[] parts = schema.get("$ref").stringValue().split("#", 2);
      String target = parts[0].isEmpty() ? file : parts[0];
      JsonNode whole = Schemas.file(target);
      return new SchemaPart(target, parts.length == 2 ? whole.at(parts[1]) : whole).resolved();
    }

    boolean takesNull() {
      JsonNode alternatives = schema.path("oneOf");
      return texts(resolved().schema.path("type")).contains("null")
          || StreamSupport.stream(resolved().schema.path("enum").spliterator(), false)
              .anyMatch(JsonNode::isNull)
          || alternatives.size() == 2
              && alternatives.get(1).path("type").asString("").equals("null");
    }
  }

  private static void assertSameFields(Class<?> record, SchemaPart part) {
    JsonNode properties = part.schema().get("properties");
    assertThat(properties.propertyNames())
        .as(part.file())
        .containsExactlyElementsOf(
            Stream.of(record.getRecordComponents()).map(SchemaShapeTest::nameOf).toList());
    assertThat(texts(part.schema().get("required")))
        .as(part.file())
        .containsExactlyElementsOf(
            Stream.of(record.getRecordComponents())
                .filter(component -> !isNullable(component))
                .map(SchemaShapeTest::nameOf)
                .toList());
    for (RecordComponent component : record.getRecordComponents()) {
      SchemaPart property = part.to("properties").to(nameOf(component));
      String name = part.file() + " " + nameOf(component);
      assertThat(property.takesNull()).as(name).isEqualTo(isNullable(component));
      assertFits(name, component.getGenericType(), property.resolved());
    }
  }

  private static void assertFits(String name, Type type, SchemaPart part) {
    JsonNode schema = part.schema();
    if (type instanceof ParameterizedType generic && generic.getRawType().equals(List.class)) {
      assertThat(typeOf(schema)).as(name).isEqualTo("array");
      assertFits(name, generic.getActualTypeArguments()[0], part.to("items").resolved());
    } else if (type instanceof ParameterizedType generic
        && generic.getRawType().equals(Map.class)) {
      assertThat(typeOf(schema)).as(name).isEqualTo("object");
      SchemaPart values = part.to("additionalProperties").resolved();
      assertFits(name, generic.getActualTypeArguments()[1], values);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      assertThat(typeOf(schema)).as(name).isEqualTo("object");
      assertSameFields(record, part);
    } else if (type.equals(Instant.class)) {
      assertThat(schema.path("format").asString("")).as(name).isEqualTo("date-time");
    } else {
      assertThat(typeOf(schema)).as(name).isEqualTo(JSON_TYPES.get(type));
    }
  }

  private static final Map<Type, String> JSON_TYPES =
      Map.of(
          String.class, "string",
          int.class, "integer",
          Integer.class, "integer",
          long.class, "integer",
          Long.class, "integer",
          Double.class, "number",
          boolean.class, "boolean",
          Boolean.class, "boolean");

  /** The type a schema names, null aside; of an enum, the type of its first word. */
  private static String typeOf(JsonNode schema) {
    if (schema.has("enum")) {
      return schema.get("enum").get(0).isString() ? "string" : "integer";
    }
    return texts(schema.path("type")).get(0);
  }

  private static List<String> texts(JsonNode node) {
    return node.isString()
        ? List.of(node.stringValue())
        : StreamSupport.stream(node.spliterator(), false).map(JsonNode::asString).toList();
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static String nameOf(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? component.getName() : named.value();
  }

  private static Set<String> fieldsIn(JsonNode node) {
    Set<String> fields = new TreeSet<>(node.propertyNames());
    node.forEach(child -> fields.addAll(fieldsIn(child)));
    return fields;
  }

  private static Set<String> fieldsOf(Type type, Set<String> fields) {
    if (type instanceof ParameterizedType generic) {
      Stream.of(generic.getActualTypeArguments()).forEach(part -> fieldsOf(part, fields));
    } else if (type instanceof Class<?> record && record.isRecord()) {
      for (RecordComponent component : record.getRecordComponents()) {
        fields.add(nameOf(component));
        fieldsOf(component.getGenericType(), fields);
      }
    }
    return fields;
  }
}
