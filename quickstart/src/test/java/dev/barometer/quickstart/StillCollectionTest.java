package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that is still on its way to whoever asked stays as it was given. */
class StillCollectionTest {
  private static final String DATABASE = "d";
  private static final Document WRITE =
      new Document("$set", new Document("n", 2).append("added", true))
          .append("$push", new Document("list", 2));

  @TempDir private Path data;

  private final Channel channel = new EmbeddedChannel();
  private final DurableBackend backend = new DurableBackend(new MVStore.Builder().open());

  private Document call(String command, Document query) {
    return call(backend, command, query);
  }

  private Document call(DurableBackend stored, String command, Document query) {
    return stored.handleCommand(channel, DATABASE, command, query.append("$db", DATABASE));
  }

  private Document find(Document filter) {
    return call("find", new Document("find", "c").append("filter", filter));
  }

  private static Document first(Document answer) {
    var cursor = (Document) answer.get("cursor");
    return (Document) ((List<?>) cursor.get("firstBatch")).get(0);
  }

  private static Document update() {
    Document one = new Document("q", new Document("_id", 1)).append("u", WRITE);
    return new Document("update", "c").append("updates", List.of(one));
  }

  private static Document findAndModify() {
    return new Document("findAndModify", "c")
        .append("query", new Document("_id", 1))
        .append("update", WRITE)
        .append("new", true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"_id", "n"})
  void keepsItsAnswers_whenADocumentIsWrittenAfterwards(String by) {
    Document stored =
        new Document("_id", 1).append("n", 1).append("list", new ArrayList<>(List.of(1)));
    call("insert", new Document("insert", "c").append("documents", List.of(stored)));
    Document before = first(find(new Document(by, 1)));
    String asItWas = before.toString();

    call("update", update());
    Document after = first(find(new Document("_id", 1)));
    Document modified = (Document) call("findAndModify", findAndModify()).get("value");
    String asModified = modified.toString();
    call("update", update());

    assertThat(before).hasToString(asItWas);
    assertThat(after.get("list")).isEqualTo(List.of(1, 2));
    assertThat(modified).hasToString(asModified);
    assertThat(first(find(new Document("n", 2))).get("list")).isEqualTo(List.of(1, 2, 2, 2));
  }

  /** As a sort of all of them would: those that are alike in the order in which they are kept. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0, 10", "5, 10", "95, 10", "200, 10", "0, 0", "0, 20000"})
  void findsTheFirstInAnOrder(int skip, int limit) {
    List<Document> stored = new ArrayList<>();
    Random random = new Random(3);
    for (int id = 0; id < 200; id++) {
      stored.add(new Document("_id", id).append("n", random.nextInt(20)).append("even", id % 2));
    }
    call("insert", new Document("insert", "c").append("documents", stored));

    Document answer =
        call(
            "find",
            new Document("find", "c")
                .append("filter", new Document("even", 0))
                .append("sort", new Document("n", -1))
                .append("skip", skip)
                .append("limit", limit)
                .append("batchSize", 1_000));

    List<Object> expected =
        stored.stream()
            .filter(one -> one.get("even").equals(0))
            .sorted(Comparator.comparing((Document one) -> -(int) one.get("n")))
            .skip(skip)
            .limit(limit == 0 ? Long.MAX_VALUE : limit)
            .map(one -> one.get("_id"))
            .toList();
    List<Object> found = new ArrayList<>();
    for (Object one : (List<?>) ((Document) answer.get("cursor")).get("firstBatch")) {
      found.add(((Document) one).get("_id"));
    }
    assertThat(found).isEqualTo(expected);
  }

  private MVStore store() {
    return new MVStore.Builder().fileName(data.resolve("store").toString()).open();
  }

  @Test
  void readsForWhatIsGrouped_onlyWhatIsAskedFor() {
    List<Document> all = new ArrayList<>();
    for (int id = 0; id < 5_000; id++) {
      all.add(new Document("_id", id).append("text", "x".repeat(500)));
    }
    try (MVStore store = store()) {
      call(
          new DurableBackend(store),
          "insert",
          new Document("insert", "c").append("documents", all));
    }
    try (MVStore store = store()) {
      var stored = new DurableBackend(store);
      long before = store.getFileStore().getReadBytes();

      Document answer =
          call(
              stored,
              "aggregate",
              new Document("aggregate", "c")
                  .append("pipeline", List.of(new Document("$limit", 1)))
                  .append("cursor", new Document()));

      assertThat(first(answer)).containsKey("text");
      assertThat(store.getFileStore().getReadBytes() - before)
          .isLessThan(store.getFileStore().size() / 10);
    }
  }

  /** Values to be compared with, of which the first that are asked for have something done. */
  private static final class Interrupting extends AbstractList<Object> {
    private final Runnable what;
    private boolean isDone;

    Interrupting(Runnable what) {
      this.what = what;
    }

    @Override
    public Object get(int index) {
      if (!isDone) {
        isDone = true;
        what.run();
      }
      return 1;
    }

    @Override
    public int size() {
      return 1;
    }
  }

  /** A store tidies up what nobody refers to; who still reads it would find a part missing. */
  @Test
  void readsToTheEnd_whatIsWrittenAnewMeanwhile() {
    try (MVStore store =
        new MVStore.Builder()
            .fileName(data.resolve("store").toString())
            .autoCommitDisabled()
            .cacheSize(0)
            .open()) {
      store.setRetentionTime(0);
      var stored = new DurableBackend(store);
      for (int id = 0; id < 500; id++) {
        Document one = new Document("_id", id).append("n", 1).append("text", "x".repeat(500));
        call(stored, "insert", new Document("insert", "c").append("documents", List.of(one)));
      }
      Document anew =
          new Document("q", new Document())
              .append("u", new Document("$inc", new Document("changes", 1)))
              .append("multi", true);
      Runnable writes =
          () -> {
            for (int i = 0; i < 40; i++) {
              call(stored, "update", new Document("update", "c").append("updates", List.of(anew)));
            }
          };
      Document isOne = new Document("$in", new Interrupting(writes));

      Document answer =
          call(
              stored,
              "aggregate",
              new Document("aggregate", "c")
                  .append(
                      "pipeline",
                      List.of(
                          new Document("$match", new Document("n", isOne)),
                          new Document("$count", "all")))
                  .append("cursor", new Document()));

      assertThat(first(answer)).containsEntry("all", 500);
    }
  }
}
