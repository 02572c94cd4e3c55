package dev.barometer.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What a validator of PDF/UA-1 asks for. */
class ReadAloudTest {
  private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

  private static PDDocument written(String xhtml) throws IOException {
    return Loader.loadPDF(
        new PdfWriter()
            .write(
                xhtml,
                Locale.SIMPLIFIED_CHINESE,
                "Answer K-17",
                Instant.parse("2026-11-30T09:00:00Z")));
  }

  @Test
  void itsTitleIsOneOfALanguage_inItsMetadata() throws Exception {
    try (PDDocument document = written("<p>您好</p>");
        InputStream metadata = document.getDocumentCatalog().getMetadata().exportXMPMetadata()) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      Element all = factory.newDocumentBuilder().parse(metadata).getDocumentElement();
      Element title = (Element) all.getElementsByTagNameNS(DUBLIN_CORE, "title").item(0);

      Element said = (Element) title.getElementsByTagNameNS(RDF, "li").item(0);

      assertThat(said.getTextContent()).isEqualTo("Answer K-17");
      assertThat(said.getAttribute("xml:lang")).isEqualTo("x-default");
      assertThat(said.getParentNode().getLocalName()).isEqualTo("Alt");
    }
  }

  /** One may be left out, and must name every glyph of the font where it is there. */
  @Test
  void itsFontsListNoGlyphs() throws IOException {
    try (PDDocument document = written("<h1>答复 답변</h1><p>Zoë, 您好, 뷁</p>")) {
      List<COSDictionary> fonts = new ArrayList<>();
      document.getDocument().getObjectsByType(COSName.FONT_DESC).stream()
          .map(object -> (COSDictionary) object.getObject())
          .forEach(fonts::add);

      assertThat(fonts).hasSizeGreaterThan(2);
      assertThat(fonts).noneMatch(font -> font.containsKey("CIDSet"));
      assertThat(fonts).allMatch(font -> font.containsKey(COSName.FONT_FILE2));
    }
  }

  @Test
  void theHeadsOfATableSayWhatTheyAreOf() throws IOException {
    String table =
        "<table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Count</th></tr></thead>"
            + "<tbody><tr><th scope=\"row\">Phone</th><td>3</td></tr></tbody></table>"
            + "<table><thead><tr><th scope=\"col\">Day</th></tr></thead>"
            + "<tbody><tr><td>1</td></tr></tbody></table>";
    try (PDDocument document = written(table)) {
      assertThat(heads(document.getDocumentCatalog().getStructureTreeRoot()))
          .containsExactly("Both", "Column", "Row", "Column");
    }
  }

  private static List<String> heads(PDStructureNode node) {
    List<String> heads = new ArrayList<>();
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        if (element.getStructureType().equals("TH")) {
          heads.add(element.getAttributes().getObject(0).getCOSObject().getNameAsString("Scope"));
        }
        heads.addAll(heads(element));
      }
    }
    return heads;
  }
}
