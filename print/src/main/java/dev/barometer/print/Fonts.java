package dev.barometer.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.apache.fop.fonts.CMapSegment;
import org.apache.fop.fonts.truetype.FontFileReader;
import org.apache.fop.fonts.truetype.OFFontLoader;
import org.apache.fop.fonts.truetype.TTFFile;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;

/** The fonts that are embedded, and what can be written with them. Nothing else is ever opened. */
final class Fonts implements ResourceResolver {
  private static final String SCHEME = "font";
  private static final int EM = 1000;
  private static final List<String> REGULAR = List.of("sc.ttf", "kr.ttf");

  private final BitSet known = new BitSet();

  /** Thousandths of an em of the characters that most texts are of; others are one em wide. */
  private final short[] widths = new short[Character.MAX_VALUE + 1];

  Fonts() throws IOException {
    for (String name : REGULAR) {
      try (InputStream in = open(name)) {
        FontFileReader reader = new FontFileReader(in);
        TTFFile font = new TTFFile(false, false);
        font.readFont(reader, OFFontLoader.readHeader(reader));
        int[] glyphs = font.getWidths();
        for (CMapSegment part : font.getCMaps()) {
          known.set(part.getUnicodeStart(), part.getUnicodeEnd() + 1);
          measure(glyphs, part);
        }
      }
    }
  }

  private void measure(int[] glyphs, CMapSegment part) {
    int last = Math.min(part.getUnicodeEnd(), Character.MAX_VALUE);
    for (int i = part.getUnicodeStart(); i <= last; i++) {
      int glyph = part.getGlyphStartIndex() + i - part.getUnicodeStart();
      if (widths[i] == 0) {
        widths[i] = (short) glyphs[glyph];
      }
    }
  }

  /** How long the text is in one line, in em. */
  double width(String text) {
    return text.codePoints()
            .map(one -> one < widths.length && widths[one] > 0 ? widths[one] : EM)
            .sum()
        / (double) EM;
  }

  /** Han characters look otherwise in Korea: there its own font goes first. */
  static String families(Locale language) {
    return isKorean(language) ? "kr, sc" : "sc, kr";
  }

  /** Bold faces hold what is common; the rest is as in {@link #families}. */
  static String bold(Locale language) {
    return isKorean(language) ? "kr-bold, sc-bold, kr, sc" : "sc-bold, kr-bold, sc, kr";
  }

  private static boolean isKorean(Locale language) {
    return language.getLanguage().equals(Locale.KOREAN.getLanguage());
  }

  boolean has(int character) {
    return known.get(character);
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = Fonts.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("There is no font " + name);
    }
    return in;
  }

  @Override
  public Resource getResource(URI uri) throws IOException {
    String name = uri.getSchemeSpecificPart();
    if (!SCHEME.equals(uri.getScheme()) || !name.matches("[a-z-]+\\.ttf")) {
      throw new IOException("Nothing is opened but the fonts, and not " + uri);
    }
    return new Resource(open(name));
  }

  @Override
  public OutputStream getOutputStream(URI uri) throws IOException {
    throw new IOException("Nothing is written beside the document, and not " + uri);
  }
}
