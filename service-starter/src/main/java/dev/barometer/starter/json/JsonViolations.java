package dev.barometer.starter.json;

import dev.barometer.contract.rule.IsoTimes;
import dev.barometer.contract.rule.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says in plain words, for whoever sent it, what was wrong with some JSON. */
public final class JsonViolations {
  private static final Pattern ALLOWED = Pattern.compile("maximum allowed \\((\\d+)");

  private JsonViolations() {}

  public static Violation of(JacksonException problem) {
    return new Violation(path(problem.getPath()), rule(problem));
  }

  private static String path(List<JacksonException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference reference : references) {
      if (reference.getPropertyName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
      }
    }
    return path.toString();
  }

  private static String rule(JacksonException problem) {
    if (problem instanceof StreamConstraintsException) {
      return bound(problem.getOriginalMessage());
    }
    if (problem instanceof InputCoercionException) {
      return "is out of the range of its number";
    }
    if (problem instanceof UnexpectedEndOfInputException) {
      return "must be JSON: it ends too early";
    }
    if (problem instanceof StreamReadException) {
      return problem.getOriginalMessage().startsWith("Duplicate")
          ? "must not name a field twice" + at(problem.getLocation())
          : "must be JSON" + at(problem.getLocation());
    }
    if (problem instanceof MismatchedInputException mismatch) {
      return expected(mismatch);
    }
    if (problem instanceof ValueInstantiationException) {
      return "is incomplete or does not fit together";
    }
    return "cannot be read";
  }

  /** Which bound; the message tells its number, and of classes what nobody has to know. */
  private static String bound(String message) {
    Matcher most = ALLOWED.matcher(message);
    String number = most.find() ? most.group(1) : "";
    if (message.startsWith("Document nesting depth")) {
      return "must not be nested deeper than " + number;
    }
    if (message.startsWith("String value length")) {
      return "must not hold a text of more than " + number + " characters";
    }
    if (message.startsWith("Name length")) {
      return "must not name a field with more than " + number + " characters";
    }
    return message.startsWith("Number value length")
        ? "must not hold a number of more than " + number + " digits"
        : "is too long";
  }

  private static String expected(MismatchedInputException mismatch) {
    if (mismatch.getOriginalMessage().startsWith("Trailing token")) {
      return "must be one value, with nothing after it";
    }
    if (mismatch.getCurrentToken() == null && mismatch.getPath().isEmpty()) {
      return "must not be empty";
    }
    Class<?> type = mismatch.getTargetType();
    if (type == null) {
      return "has a value of the wrong kind";
    }
    if (type == Instant.class) {
      return time(mismatch);
    }
    if (type == LocalDate.class) {
      return "must be a date like 2026-11-22";
    }
    if (type == String.class) {
      return "must be text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "must be true or false";
    }
    if (type == double.class || type == Double.class) {
      return "must be a number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "must be a whole number";
    }
    if (type.isEnum()) {
      return "must be one of " + List.of(type.getEnumConstants());
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "must be a list";
    }
    return Map.class.isAssignableFrom(type) || type.isRecord()
        ? "must be an object"
        : "has a value of the wrong kind";
  }

  private static String time(MismatchedInputException mismatch) {
    if (mismatch instanceof InvalidFormatException said && said.getValue() instanceof String text) {
      try {
        IsoTimes.parse(text);
      } catch (DateTimeException e) {
        return String.valueOf(e.getMessage());
      }
    }
    return mismatch.getCurrentToken() != null && mismatch.getCurrentToken().isNumeric()
        ? IsoTimes.RULE + ": a bare number has no unit"
        : IsoTimes.RULE;
  }

  private static String at(@Nullable TokenStreamLocation location) {
    return location == null
        ? ""
        : ": see line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
