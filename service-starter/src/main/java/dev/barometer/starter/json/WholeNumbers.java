package dev.barometer.starter.json;

import java.math.BigDecimal;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Whole numbers, however they are written: JSON has one kind of number, so 9.0 and 9e0 are 9, as
 * JSON Schema has it too. What has a fraction is refused, never rounded.
 */
final class WholeNumbers<N extends Number> extends StdScalarDeserializer<N> {
  /** No number of this type has more digits before its point. */
  private static final int MOST_DIGITS = 19;

  private final @Nullable N none;
  private final transient LongFunction<N> boxed;

  /**
   * @param none what null stands for
   */
  WholeNumbers(Class<N> type, @Nullable N none, LongFunction<N> boxed) {
    super(type);
    this.none = none;
    this.boxed = boxed;
  }

  @Override
  public N deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
      return boxed.apply(isShort() ? parser.getIntValue() : parser.getLongValue());
    }
    if (parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
      return ofDecimal(parser, context);
    }
    return unexpected(parser, context);
  }

  private boolean isShort() {
    return handledType() == int.class || handledType() == Integer.class;
  }

  /** Costs no more than its digits, however large its exponent. */
  private N ofDecimal(JsonParser parser, DeserializationContext context) {
    BigDecimal number;
    try {
      number = new BigDecimal(parser.getString());
    } catch (NumberFormatException exponentWithoutEnd) {
      throw outOfRange(parser);
    }
    long digits = (long) number.precision() - number.scale();
    if (number.signum() == 0) {
      return boxed.apply(0);
    }
    if (digits > MOST_DIGITS) {
      throw outOfRange(parser);
    }
    if (digits <= 0 || number.stripTrailingZeros().scale() > 0) {
      return unexpected(parser, context);
    }
    try {
      return boxed.apply(isShort() ? number.intValueExact() : number.longValueExact());
    } catch (ArithmeticException tooLarge) {
      throw outOfRange(parser);
    }
  }

  private InputCoercionException outOfRange(JsonParser parser) {
    return new InputCoercionException(
        parser, "out of range", JsonToken.VALUE_NUMBER_FLOAT, handledType());
  }

  @SuppressWarnings("unchecked")
  private N unexpected(JsonParser parser, DeserializationContext context) {
    return (N) context.handleUnexpectedToken(context.constructType(handledType()), parser);
  }

  @Override
  public @Nullable Object getNullValue(DeserializationContext context) {
    return none;
  }

  @Override
  public @Nullable Object getAbsentValue(DeserializationContext context) {
    return none;
  }
}
