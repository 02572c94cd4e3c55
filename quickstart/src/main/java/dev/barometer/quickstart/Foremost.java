package dev.barometer.quickstart;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** The first of many in some order, of which no more are held than are asked for. */
final class Foremost {
  private Foremost() {}

  /** Of those that are alike the ones that came first. */
  static Stream<Document> of(Stream<Document> documents, int count, Comparator<Document> order) {
    Comparator<Numbered> lastFirst =
        Comparator.comparing(Numbered::document, order)
            .thenComparingLong(Numbered::number)
            .reversed();
    PriorityQueue<Numbered> kept = new PriorityQueue<>(count + 1, lastFirst);
    long number = 0;
    for (Iterator<Document> all = documents.iterator(); all.hasNext(); number++) {
      Document next = all.next();
      Numbered last = kept.size() < count ? null : kept.element();
      // Most come after the last of those that are kept: one comparison of each is enough.
      if (last == null || order.compare(next, last.document()) < 0) {
        kept.add(new Numbered(next, number));
      }
      if (kept.size() > count) {
        kept.remove();
      }
    }
    return kept.stream().sorted(Comparator.comparingLong(Numbered::number)).map(Numbered::document);
  }

  private record Numbered(Document document, long number) {}
}
