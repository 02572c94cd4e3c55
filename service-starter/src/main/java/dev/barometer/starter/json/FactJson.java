package dev.barometer.starter.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.rule.IsoTimes;
import dev.barometer.contract.rule.Violation;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * The JSON form of facts, the same in all services: ISO times, no nulls, unknown fields skipped.
 *
 * <p>Reading is strict where guessing would make a wrong number: a text is no number, 9.7 is no 9
 * (9.0 is), a field named twice has no meaning, and what follows the value is not ignored; bytes
 * that are no UTF-8 are refused. Depth and length are bounded, so that no record costs more than
 * its size.
 */
public final class FactJson {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_TEXT = 100_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_TEXT)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          // A tree that is written again keeps each digit.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          // A number left out is 0, which the records read as "not said".
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .addModule(new FactModule())
          .build();

  private static final Map<Class<?>, ObjectReader> READERS = new ConcurrentHashMap<>();
  private static final Map<Class<?>, ObjectWriter> WRITERS = new ConcurrentHashMap<>();

  private FactJson() {}

  /** Reads a fact; throws {@link UnreadableFactException} that says what and where. */
  public static <T> T read(byte[] json, Class<T> type) {
    requireUtf8(json);
    T value;
    try {
      value = READERS.computeIfAbsent(type, MAPPER::readerFor).readValue(json);
    } catch (JacksonException e) {
      throw new UnreadableFactException(JsonViolations.of(e));
    }
    if (value == null) {
      throw new UnreadableFactException(new Violation("", "must not be null"));
    }
    return value;
  }

  /** Reads JSON of any shape, as strictly as {@link #read}. */
  public static JsonNode readTree(byte[] json) {
    requireUtf8(json);
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new UnreadableFactException(JsonViolations.of(e));
    } catch (NumberFormatException exponentWithoutEnd) {
      throw noNumber();
    }
  }

  /**
   * Reads a list as strictly as {@link #read}, one element after the other: however long it is, one
   * of them is a tree in memory at a time. Whether it is UTF-8 its stream has to know.
   *
   * @param element told each element and its place
   */
  public static void readEach(InputStream json, BiConsumer<Integer, JsonNode> element) {
    try (JsonParser parser = MAPPER.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new UnreadableFactException(new Violation("", "must be a list"));
      }
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        JsonNode tree = parser.readValueAsTree();
        element.accept(i, tree);
      }
      if (parser.nextToken() != null) {
        throw new UnreadableFactException(
            new Violation("", "must be one value, with nothing after it"));
      }
    } catch (NumberFormatException exponentWithoutEnd) {
      throw noNumber();
    } catch (JacksonIOException e) {
      throw new UncheckedIOException(e.getCause());
    } catch (JacksonException e) {
      throw new UnreadableFactException(JsonViolations.of(e));
    }
  }

  private static UnreadableFactException noNumber() {
    return new UnreadableFactException(
        new Violation("", "must not hold a number whose exponent is out of range"));
  }

  private static void requireUtf8(byte[] json) {
    if (!StrictUtf8.is(json)) {
      throw new UnreadableFactException(new Violation("", "must be JSON in UTF-8"));
    }
  }

  public static byte[] write(Object fact) {
    return WRITERS.computeIfAbsent(fact.getClass(), MAPPER::writerFor).writeValueAsBytes(fact);
  }

  private static final class FactModule extends SimpleModule {
    FactModule() {
      super("facts");
      addDeserializer(Instant.class, new StrictInstants());
      addDeserializer(int.class, new WholeNumbers<>(int.class, 0, number -> (int) number));
      addDeserializer(Integer.class, new WholeNumbers<>(Integer.class, null, n -> (int) n));
      addDeserializer(long.class, new WholeNumbers<>(long.class, 0L, Long::valueOf));
      addDeserializer(Long.class, new WholeNumbers<>(Long.class, null, Long::valueOf));
    }

    @Override
    public void setupModule(SetupContext context) {
      super.setupModule(context);
      context.addValueInstantiators(new RecordInstantiators());
    }
  }

  /** ISO 8601 with an offset, and nothing else: a bare number has no unit. */
  private static final class StrictInstants extends StdScalarDeserializer<Instant> {
    StrictInstants() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (Instant)
            context.handleUnexpectedToken(context.constructType(Instant.class), parser);
      }
      String text = parser.getString();
      try {
        return IsoTimes.parse(text);
      } catch (DateTimeException e) {
        // JsonViolations says what is missing.
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time");
      }
    }
  }
}
