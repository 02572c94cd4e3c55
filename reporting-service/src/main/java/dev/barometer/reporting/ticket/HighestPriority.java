package dev.barometer.reporting.ticket;

import java.util.regex.Pattern;

/**
 * Which priorities are the highest: platforms number them from one ({@code 1 - Critical}, {@code
 * P1}, {@code Sev 1}), or have a word for it.
 */
final class HighestPriority {
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(?iu)^\\s*(p|prio|priority|s|sev|severity|优先级|우선순위)?[\\s\\-:#]*0*1(?!\\d).*");
  private static final Pattern WORD =
      Pattern.compile("(?iu)^\\s*(critical|kritisch|critique|crítico|紧急|严重|긴급|심각)\\s*$");

  private HighestPriority() {}

  static boolean is(String priority) {
    return NUMBERED.matcher(priority).matches() || WORD.matcher(priority).matches();
  }
}
