package dev.barometer.print;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.transform.Templates;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.fop.apps.FOPException;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.Fop;
import org.apache.fop.apps.FopConfParser;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.FopFactoryBuilder;
import org.apache.fop.events.Event;
import org.apache.fop.events.EventFormatter;
import org.apache.fop.events.model.EventSeverity;
import org.apache.xmlgraphics.util.MimeConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * Writes PDF that can be read aloud (PDF/UA-1), with its fonts in it. Making one takes seconds and
 * is done once; it may be used by many threads at once, each document taking some 100 MB for a
 * moment: the caller sees that they are few.
 */
public final class PdfWriter {
  private static final Logger log = LoggerFactory.getLogger(PdfWriter.class);

  /** Something is missing on the page, or goes beyond it. */
  private static final Set<String> FATAL =
      Set.of(
          "glyphNotAvailable",
          "altTextMissing",
          "fontSubstituted",
          "imageNotFound",
          "svgNotBuilt",
          "svgRenderingError",
          "unknownFormattingObject");

  /** What stands nowhere else; of a kind that drawings take, and that is refused. */
  private static final URI NOWHERE = URI.create("file:/nowhere/");

  private final Fonts fonts;
  private final Columns columns;
  private final FopFactory factory;
  private final Templates stylesheet;

  public PdfWriter() {
    try (InputStream settings = resource("fop.xml");
        InputStream rules = resource("print.xsl")) {
      fonts = new Fonts();
      columns = new Columns(fonts::width);
      FopFactoryBuilder builder =
          new FopConfParser(settings, NOWHERE, fonts).getFopFactoryBuilder();
      builder.setComplexScriptFeatures(false);
      factory = builder.build();
      TransformerFactory transformers = TransformerFactory.newDefaultInstance();
      transformers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      transformers.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      transformers.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
      stylesheet = transformers.newTemplates(new StreamSource(rules));
    } catch (IOException | SAXException | TransformerException e) {
      throw new IllegalStateException("What is needed to print is not there", e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = PdfWriter.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("There is no " + name);
    }
    return in;
  }

  /**
   * Writes it. A character that no font has, an emoji mostly, is written as its number: {@code
   * [U+1F600]}.
   *
   * @param xhtml of sections, headings, paragraphs, lists, tables with thead and tbody, strong,
   *     span, links, br, drawings of paths and texts with an aria-label, and pictures as high as a
   *     letterhead that are data with an alt; with values escaped; {@code lang} says where the
   *     language is another
   * @param title what it is, told beside the number of each page too
   * @param at when it was written, as it says of itself
   * @return the same bytes for the same text, in processes of the same time zone
   * @throws IllegalArgumentException where something in it cannot be printed
   */
  public byte[] write(String xhtml, Locale language, String title, Instant at) {
    Document document = Manuscript.read(xhtml, fonts::has);
    columns.shareAll(document);
    String heading = Manuscript.printable(title, fonts::has);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      FOUserAgent agent = factory.newFOUserAgent();
      agent.setCreationDate(Date.from(at));
      agent.setProducer("Barometer");
      agent.getEventBroadcaster().addEventListener(PdfWriter::judge);
      Fop fop = newFop(agent, out);
      Transformer transformer = stylesheet.newTransformer();
      transformer.setParameter("language", language.toLanguageTag());
      transformer.setParameter("title", heading);
      transformer.setParameter("families", Fonts.families(language));
      transformer.setParameter("bold", Fonts.bold(language));
      transformer.transform(new DOMSource(document), new SAXResult(fop.getDefaultHandler()));
    } catch (FOPException | TransformerException e) {
      throw new IllegalArgumentException("Cannot be printed: " + e.getMessage(), e);
    }
    return TimelessPdf.of(out.toByteArray(), at);
  }

  /** One at a time: it reads the settings, whose nodes are made while they are read. */
  private synchronized Fop newFop(FOUserAgent agent, OutputStream out) throws FOPException {
    return factory.newFop(MimeConstants.MIME_PDF, agent, out);
  }

  /** Whether a picture can be printed: whole, and of a kind that is known. */
  public static boolean prints(byte[] picture) {
    return Manuscript.isPicture(picture);
  }

  private static void judge(Event event) {
    String name = event.getEventID().substring(event.getEventID().lastIndexOf('.') + 1);
    String text = EventFormatter.format(event, Locale.ENGLISH);
    if (FATAL.contains(name)) {
      throw new IllegalArgumentException("Cannot be printed: " + text);
    }
    if (event.getSeverity() != EventSeverity.INFO) {
      log.warn("While printing: {}", text);
    }
  }
}
