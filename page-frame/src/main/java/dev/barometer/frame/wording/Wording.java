package dev.barometer.frame.wording;

import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Stream;

/**
 * Says numbers, spans and times in one language, with the texts of {@code messages/frame} and of
 * whoever has some of his own.
 */
public final class Wording {
  private static final long FULL_SHARE = 100;

  private final Locale locale;
  private final ZoneId zone;
  private final List<ResourceBundle> texts;

  /**
   * @param zone all times are told in
   * @param own names of further texts below {@code messages/}
   */
  public Wording(Locale locale, ZoneId zone, String... own) {
    this.locale = locale;
    this.zone = zone;
    this.texts = Stream.concat(Stream.of("frame"), Stream.of(own)).map(this::bundle).toList();
  }

  private Wording(Locale locale, ZoneId zone, List<ResourceBundle> texts) {
    this.locale = locale;
    this.zone = zone;
    this.texts = texts;
  }

  /** The same words, with times in another zone. */
  public Wording in(ZoneId other) {
    return new Wording(locale, other, texts);
  }

  private ResourceBundle bundle(String name) {
    return ResourceBundle.getBundle(
        "messages." + name,
        locale,
        Wording.class.getClassLoader(),
        Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  private Optional<String> text(String key) {
    return texts.stream()
        .filter(bundle -> bundle.containsKey(key))
        .map(bundle -> bundle.getString(key))
        .findFirst();
  }

  private String textOf(String key) {
    return text(key).orElseThrow(() -> new IllegalArgumentException("There is no text for " + key));
  }

  public String say(String key, Object... arguments) {
    return new MessageFormat(textOf(key), locale).format(arguments);
  }

  /** The text of a key that may be missing, for values that come from outside. */
  public String sayOr(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  public String count(long count) {
    return NumberFormat.getIntegerInstance(locale).format(count);
  }

  public String decimal(double value, int digits) {
    return format(digits).format(value).replace('-', '−');
  }

  /** A number as somebody would write down a limit: without digits it does not need. */
  public String plain(double value) {
    return NumberFormat.getNumberInstance(locale).format(value).replace('-', '−');
  }

  /** A number that always shows its sign, zero excepted. */
  public String signed(double value, int digits) {
    DecimalFormat format = format(digits);
    format.setPositivePrefix("+");
    String text = format.format(value);
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return zero ? format(digits).format(0) : text.replace('-', '−');
  }

  /** A share in percent; one that is short of 100 or above 0 is never rounded to look like it. */
  public String share(double percent) {
    boolean looksFull = percent < FULL_SHARE && percent > FULL_SHARE - 0.05;
    boolean looksEmpty = percent > 0 && percent < 0.05;
    return decimal(looksFull ? FULL_SHARE - 0.1 : looksEmpty ? 0.1 : percent, 1);
  }

  public List<Figure> span(double seconds) {
    return HumanDuration.ofSeconds(seconds).parts().stream()
        .map(part -> new Figure(count(part.count()), say("unit." + part.unit())))
        .toList();
  }

  public String spanInOneLine(double seconds) {
    return Figure.inOneLine(span(seconds));
  }

  /** How long ago in its largest unit; a time still to come counts as now. */
  public String ago(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    if (age.toMinutes() < 1) {
      return say("ago.now");
    }
    HumanDuration.Part part = HumanDuration.ofSeconds(age.toSeconds()).parts().get(0);
    return say("ago", count(part.count()) + say("unit." + part.unit()));
  }

  /** The zone all times are told in. */
  public String zoneName() {
    return zone.normalized().equals(ZoneOffset.UTC)
        ? "UTC"
        : zone.getDisplayName(TextStyle.FULL, locale);
  }

  public String dateAndTime(Instant time) {
    return dateAndTime(time, FormatStyle.SHORT);
  }

  /** For what is looked into: whose order matters. */
  public String dateAndSecond(Instant time) {
    return dateAndTime(time, FormatStyle.MEDIUM);
  }

  private String dateAndTime(Instant time, FormatStyle precision) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, precision)
        .withLocale(locale)
        .withZone(zone)
        .format(time);
  }

  /** The day that a moment belongs to. */
  public String date(Instant time) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(locale)
        .withZone(zone)
        .format(time);
  }

  /** The time of a day that is known, as dates have it that stand beside it. */
  public String timeOfDay(Instant time) {
    return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
        .withLocale(locale)
        .withZone(zone)
        .format(time);
  }

  /** A time by a pattern of the texts, for example {@code date.day}. */
  public String time(String patternKey, Instant time) {
    return DateTimeFormatter.ofPattern(textOf(patternKey), locale).withZone(zone).format(time);
  }

  private DecimalFormat format(int digits) {
    DecimalFormat format = (DecimalFormat) NumberFormat.getNumberInstance(locale);
    format.setRoundingMode(RoundingMode.HALF_UP);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format;
  }
}
