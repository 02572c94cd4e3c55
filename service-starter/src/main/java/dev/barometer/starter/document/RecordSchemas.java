package dev.barometer.starter.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a record is always there, and what may be null, as its components and Jackson say. */
@SuppressWarnings("rawtypes") // of the interface
final class RecordSchemas implements ModelConverter {
  private static final String NULL = "null";

  @Override
  public boolean isOpenapi31() {
    return true;
  }

  @Override
  public @Nullable Schema resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema resolved = chain.next().resolve(type, context, chain);
    Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
    Schema<?> model = resolved == null ? null : modelOf(resolved, context);
    if (raw.isRecord() && model != null && model.getProperties() != null) {
      describe(raw, model);
    }
    return resolved;
  }

  private static @Nullable Schema<?> modelOf(Schema<?> resolved, ModelConverterContext context) {
    String ref = resolved.get$ref();
    return ref == null
        ? resolved
        : context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1));
  }

  private static void describe(Class<?> record, Schema<?> model) {
    @SuppressWarnings("unchecked") // of the library
    Map<String, Schema> properties = (Map<String, Schema>) (Map<?, ?>) model.getProperties();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      String name = nameOf(component);
      Schema<?> property = properties.get(name);
      if (property == null) {
        continue;
      }
      JsonInclude.Include included = included(record, component);
      boolean isNullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      boolean isAlways = included == JsonInclude.Include.ALWAYS;
      if (isAlways || (included == JsonInclude.Include.NON_NULL && !isNullable)) {
        required.add(name);
      }
      if (isAlways && isNullable) {
        properties.put(name, orNull(property));
      }
    }
    model.setRequired(required.isEmpty() ? null : required);
  }

  private static String nameOf(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null || named.value().isEmpty() ? component.getName() : named.value();
  }

  private static JsonInclude.Include included(Class<?> record, RecordComponent component) {
    JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
    JsonInclude all = own == null ? record.getAnnotation(JsonInclude.class) : own;
    return all == null ? JsonInclude.Include.ALWAYS : all.value();
  }

  /** Of a field that a caller must send, whether or not the record would do without. */
  static Schema<?> notNull(Schema<?> property) {
    if (property.getOneOf() != null) {
      return property.getOneOf().get(0);
    }
    if (property.getTypes() != null) {
      property.getTypes().remove(NULL);
    }
    return property;
  }

  private static Schema<?> orNull(Schema<?> property) {
    if (property.getOneOf() != null) {
      return property;
    }
    if (property.get$ref() != null || property.getTypes() == null) {
      return new JsonSchema().oneOf(List.of(property, new JsonSchema().types(Set.of(NULL))));
    }
    Set<String> types = new LinkedHashSet<>(property.getTypes());
    types.add(NULL);
    property.setTypes(types);
    return property;
  }
}
