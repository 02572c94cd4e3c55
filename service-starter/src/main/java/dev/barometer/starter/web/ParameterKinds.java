package dev.barometer.starter.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** What a parameter must be, as callers know it. */
final class ParameterKinds {
  private ParameterKinds() {}

  static String of(@Nullable Class<?> type) {
    if (type == null) {
      return "something else";
    }
    Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
    if (boxed.isEnum()) {
      return "one of "
          + Arrays.stream(boxed.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (boxed == Integer.class || boxed == Long.class) {
      return "a whole number";
    }
    if (Number.class.isAssignableFrom(boxed)) {
      return "a number";
    }
    if (boxed == Boolean.class) {
      return "true or false";
    }
    return boxed == LocalDate.class ? "a date (2026-11-22)" : "something else";
  }
}
