package dev.barometer.print;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * How the columns of a table share its width: each gets what its longest line takes, as long as
 * there is enough; where there is not, the widest wrap, and none of the others.
 */
final class Columns {
  /** What a table has across the page, in em of its letters: 165 mm of 9.5 pt. */
  private static final double PAGE = 49.2;

  /** What stands empty beside each cell, 2 mm. */
  private static final double PADDING = 0.62;

  /** Heads are bold, and so wider than they are measured. */
  private static final double BOLD = 1.06;

  private static final double LEAST = 3;

  private final ToDoubleFunction<String> width;

  /**
   * @param width how long a text is in one line, in em
   */
  Columns(ToDoubleFunction<String> width) {
    this.width = width;
  }

  /** Writes into the heads of each table's columns how much of its width they have. */
  void shareAll(Document document) {
    NodeList tables = document.getElementsByTagName("table");
    for (int i = 0; i < tables.getLength(); i++) {
      share((Element) tables.item(i));
    }
  }

  private void share(Element table) {
    NodeList rows = table.getElementsByTagName("tr");
    if (rows.getLength() == 0) {
      return;
    }
    List<Element> heads = cells(rows.item(0));
    double[] widths = new double[heads.size()];
    Arrays.fill(widths, LEAST);
    for (int i = 0; i < rows.getLength(); i++) {
      measure(cells(rows.item(i)), i == 0 ? BOLD : 1, widths);
    }
    double widest = widest(widths);
    for (int i = 0; i < widths.length; i++) {
      double share = Math.min(widest, widths[i]);
      heads.get(i).setAttribute("share", String.format(Locale.ROOT, "%.2f", share));
    }
  }

  private static List<Element> cells(Node row) {
    List<Element> cells = new ArrayList<>();
    for (Node child = row.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element cell) {
        cells.add(cell);
      }
    }
    return cells;
  }

  private void measure(List<Element> cells, double weight, double[] widths) {
    for (int i = 0; i < Math.min(cells.size(), widths.length); i++) {
      double text = weight * width.applyAsDouble(cells.get(i).getTextContent().strip());
      widths[i] = Math.max(widths[i], PADDING + text);
    }
  }

  /** How wide one may be at most, so that all of them together are no wider than the page. */
  private static double widest(double[] widths) {
    double[] sorted = widths.clone();
    Arrays.sort(sorted);
    double left = PAGE;
    for (int i = 0; i < sorted.length; i++) {
      double even = left / (sorted.length - i);
      if (sorted[i] > even) {
        return even;
      }
      left -= sorted[i];
    }
    return PAGE;
  }
}
