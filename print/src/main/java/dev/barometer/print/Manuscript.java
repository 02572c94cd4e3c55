package dev.barometer.print;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * XHTML that can be printed. What is not in the vocabulary is refused, so nothing is left out
 * without a word; a character that no font has is written as its number, so none is lost.
 */
final class Manuscript {
  private static final Set<String> ELEMENTS =
      Set.of(
          "section", "div", "h1", "h2", "h3", "p", "br", "img", "strong", "span", "a", "ul", "ol",
          "li", "table", "thead", "tbody", "tr", "th", "td", "svg", "path", "text");
  private static final Set<String> LANGUAGE_IS_OF =
      Set.of("section", "div", "h1", "h2", "h3", "p", "span", "li", "th", "td");

  /** Where text would be left out: its elements stand in those that may hold some. */
  private static final Set<String> WITHOUT_TEXT =
      Set.of("img", "ul", "ol", "table", "thead", "tbody", "tr", "svg", "path");

  /** What drawings are made of: nothing that leads anywhere, moves, or draws itself again. */
  private static final Map<String, Set<String>> OF_DRAWINGS =
      Map.of(
          "svg", Set.of("viewBox", "width", "height", "role", "aria-label"),
          "path",
              Set.of(
                  "d",
                  "fill",
                  "stroke",
                  "stroke-width",
                  "stroke-linecap",
                  "stroke-linejoin",
                  "stroke-dasharray"),
          "text", Set.of("x", "y", "fill", "font-size", "text-anchor"));

  private static final Pattern OF_DRAWING = Pattern.compile("[A-Za-z0-9#. ,-]*");

  /** Longer words are broken where they must: addresses of pages mostly. */
  private static final int LONGEST_WORD = 40;

  private static final Pattern PICTURE =
      Pattern.compile("data:image/(?:png|jpeg);base64,([A-Za-z0-9+/]+=*)");

  private static final char BREAK = '\u200B';
  private static final String REFUSE_DOCTYPE =
      "http://apache.org/xml/features/disallow-doctype-decl";

  private final IntPredicate isKnown;

  private Manuscript(IntPredicate isKnown) {
    this.isKnown = isKnown;
  }

  /**
   * Reads it.
   *
   * @param isKnown which characters can be written
   * @throws IllegalArgumentException where it is not well-formed, or not of the vocabulary
   */
  static Document read(String xhtml, IntPredicate isKnown) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(REFUSE_DOCTYPE, true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Refusing());
      Document document =
          builder.parse(new InputSource(new StringReader("<article>" + xhtml + "</article>")));
      new Manuscript(isKnown).check(document.getDocumentElement());
      return document;
    } catch (SAXException e) {
      throw new IllegalArgumentException("No XHTML: " + e.getMessage(), e);
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void check(Element element) {
    Node next;
    for (Node child = element.getFirstChild(); child != null; child = next) {
      next = child.getNextSibling();
      if (child instanceof Element inner) {
        boolean isInDrawing = element.getTagName().equals("svg");
        boolean isOfDrawing = Set.of("path", "text").contains(inner.getTagName());
        if (!ELEMENTS.contains(inner.getTagName()) || isInDrawing != isOfDrawing) {
          throw new IllegalArgumentException(
              "Nothing prints <" + inner.getTagName() + "> in <" + element.getTagName() + ">");
        }
        if (inner.getTagName().equals("svg")) {
          label(inner);
        }
        checkAttributes(inner);
        check(inner);
      } else if (child instanceof Text text) {
        if (WITHOUT_TEXT.contains(element.getTagName()) && !text.getData().isBlank()) {
          throw new IllegalArgumentException(
              "Text stands in <" + element.getTagName() + "> where nothing prints it");
        }
        text.setData(printable(text.getData(), isKnown));
      } else {
        element.removeChild(child);
      }
    }
  }

  /** A drawing has words for who does not see it. */
  private void label(Element drawing) {
    String label = printable(drawing.getAttribute("aria-label"), isKnown);
    if (label.isBlank()) {
      throw new IllegalArgumentException("A drawing needs an aria-label");
    }
    drawing.setAttribute("aria-label", label);
  }

  private static void checkAttributes(Element element) {
    NamedNodeMap all = element.getAttributes();
    for (int i = 0; i < all.getLength(); i++) {
      Attr one = (Attr) all.item(i);
      boolean isLanguage =
          one.getName().equals("lang") && LANGUAGE_IS_OF.contains(element.getTagName());
      boolean isLink =
          one.getName().equals("href")
              && element.getTagName().equals("a")
              && one.getValue().matches("(https?://|mailto:)[^\\s'\"()]+");
      boolean isScope = one.getName().equals("scope") && element.getTagName().equals("th");
      boolean isPicture =
          element.getTagName().equals("img")
              && (one.getName().equals("alt")
                  || one.getName().equals("src") && isPicture(one.getValue()));
      boolean isDrawn =
          OF_DRAWINGS.getOrDefault(element.getTagName(), Set.of()).contains(one.getName())
              && (one.getName().equals("aria-label")
                  || OF_DRAWING.matcher(one.getValue()).matches());
      if (!isLanguage
          && !isLink
          && !isScope
          && !isPicture
          && !isDrawn
          && !one.getName().equals("class")) {
        throw new IllegalArgumentException(
            "Nothing prints " + one.getName() + " of <" + element.getTagName() + ">: " + one);
      }
    }
  }

  /** Whether it is a picture that can be read: what prints it fails in odd ways otherwise. */
  private static boolean isPicture(String source) {
    Matcher data = PICTURE.matcher(source);
    try {
      return data.matches() && isPicture(Base64.getDecoder().decode(data.group(1)));
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  static boolean isPicture(byte[] content) {
    try {
      return ImageIO.read(new ByteArrayInputStream(content)) != null;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Composed; unseen characters are left out, and those without a glyph told by number. */
  static String printable(String text, IntPredicate isKnown) {
    StringBuilder printed = new StringBuilder(text.length());
    int word = 0;
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    for (int i = 0; i < composed.length(); ) {
      int character = composed.codePointAt(i);
      i += Character.charCount(character);
      if (Character.isWhitespace(character)) {
        printed.append(' ');
        word = 0;
        continue;
      }
      int type = Character.getType(character);
      boolean isUnseen =
          type == Character.FORMAT || type == Character.CONTROL || isVariation(character);
      if (isUnseen) {
        continue;
      }
      if (++word % LONGEST_WORD == 0 && !Character.isIdeographic(character)) {
        printed.append(BREAK);
      }
      if (isKnown.test(character)) {
        printed.appendCodePoint(character);
      } else {
        printed.append(String.format("[U+%04X]", character));
      }
    }
    return printed.toString();
  }

  private static boolean isVariation(int character) {
    return character >= 0xFE00 && character <= 0xFE0F
        || character >= 0xE0100 && character <= 0xE01EF;
  }

  /** Where the JDK's would print to the console besides. */
  private static final class Refusing implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
