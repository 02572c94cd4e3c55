package dev.barometer.print;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document that does not say when its bytes were made: FOP takes that from the clock, and an id
 * from it. Both are put over in the same length, so that all else stays where it is; and so is what
 * FOP says of the glyphs of a font, which need not be said and lacks some.
 */
final class TimelessPdf {
  private static final Pattern METADATA_DATE =
      Pattern.compile("(<xmp:MetadataDate>)([^<]*)(</xmp:MetadataDate>)");
  private static final Pattern ID =
      Pattern.compile("/ID\\s*\\[\\s*<([0-9A-Fa-f]{32})>\\s*<([0-9A-Fa-f]{32})>\\s*\\]");
  private static final Pattern GLYPHS =
      Pattern.compile("/FontFile2 \\d+ 0 R\\s+(/CIDSet \\d+ 0 R)");
  private static final int ID_DIGITS = 32;

  private TimelessPdf() {}

  static byte[] of(byte[] pdf, Instant at) {
    StringBuilder text = new StringBuilder(new String(pdf, ISO_8859_1));
    Matcher date = METADATA_DATE.matcher(text);
    if (!date.find()) {
      throw new IllegalStateException("The document does not say when its metadata was made");
    }
    String said = date.group(2);
    String zone = said.endsWith("Z") ? "'Z'" : "xxx";
    String instead =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss" + zone)
            .withZone(said.endsWith("Z") ? ZoneId.of("UTC") : ZoneId.systemDefault())
            .format(at);
    if (instead.length() != said.length()) {
      throw new IllegalStateException("Another form of date than is known: " + said);
    }
    text.replace(date.start(2), date.end(2), instead);
    Matcher glyphs = GLYPHS.matcher(text.toString());
    while (glyphs.find()) {
      text.replace(glyphs.start(1), glyphs.end(1), " ".repeat(glyphs.group(1).length()));
    }
    Matcher id = ID.matcher(text);
    if (!id.find()) {
      throw new IllegalStateException("The document has no id");
    }
    int first = id.start(1);
    int second = id.start(2);
    text.replace(first, first + ID_DIGITS, "0".repeat(ID_DIGITS));
    text.replace(second, second + ID_DIGITS, "0".repeat(ID_DIGITS));
    String own = hash(text.toString().getBytes(ISO_8859_1));
    text.replace(first, first + ID_DIGITS, own);
    text.replace(second, second + ID_DIGITS, own);
    return text.toString().getBytes(ISO_8859_1);
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().withUpperCase().formatHex(digest).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
