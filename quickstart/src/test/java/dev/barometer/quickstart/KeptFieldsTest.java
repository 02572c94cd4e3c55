package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found by fields that are kept in memory is what is found in the documents. */
class KeptFieldsTest {
  private static final String DATABASE = "d";
  private static final List<String> FIELDS = List.of("_id", "a", "b.c", "b.d.e", "x");
  private static final Document FIRST =
      new Document("$sort", new Document("b.c", -1).append("_id", 1));

  /** Whole documents, which no kept field holds. */
  private static final Document ALL =
      new Document("$group", new Document("_id", 1).append("all", new Document("$push", "$$ROOT")));

  private static final List<String> KINDS = List.of("$eq", "$ne", "$gt", "$gte", "$lt", "$lte");

  @TempDir private Path data;

  private final Channel channel = new EmbeddedChannel();
  private final DurableBackend backend = new DurableBackend(new MVStore.Builder().open());
  private final H2Backend scanning = new H2Backend(new MVStore.Builder().open());

  private Document call(MongoBackend stored, String command, Document query) {
    return stored.handleCommand(channel, DATABASE, command, query.append("$db", DATABASE));
  }

  /** The same command, to this database and to one that looks at each document. */
  private Document both(String command, Document query) {
    Document expected = call(scanning, command, query.cloneDeeply());
    Document answer = call(backend, command, query.cloneDeeply());
    assertThat(answer).as(query.toString()).isEqualTo(expected);
    return answer;
  }

  private static Object value(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> random.nextInt(4);
      case 1 -> (long) random.nextInt(4);
      case 2 -> random.nextInt(4) / 2.0;
      case 3 -> Instant.ofEpochMilli(random.nextInt(4));
      case 4 -> random.nextBoolean();
      case 5 -> null;
      default -> "t" + random.nextInt(4);
    };
  }

  private static Object rareValue(Random random) {
    return switch (random.nextInt(40)) {
      case 0 -> new ArrayList<>(Arrays.asList(value(random), value(random)));
      case 1 -> new Document("e", value(random)).append("c", value(random));
      case 2 -> new ArrayList<>(List.of(new Document("e", value(random))));
      default -> value(random);
    };
  }

  private static Document document(Random random, int id) {
    Document document = new Document("_id", id);
    if (random.nextInt(5) > 0) {
      document.append("a", rareValue(random));
    }
    if (random.nextInt(20) == 0) {
      return document.append("b", rareValue(random));
    }
    Document inner = new Document();
    if (random.nextInt(5) > 0) {
      inner.append("c", rareValue(random));
    }
    if (random.nextInt(5) > 0) {
      inner.append("d", new Document("e", rareValue(random)));
    }
    return document.append("b", inner).append("x", rareValue(random));
  }

  private static Document query(Random random, int depth) {
    Document query = new Document();
    for (int conditions = random.nextInt(3); conditions >= 0; conditions--) {
      int kind = random.nextInt(depth > 0 ? 6 : 4);
      if (kind < 4) {
        query.append(FIELDS.get(1 + random.nextInt(FIELDS.size() - 1)), wanted(random));
      } else {
        List<Document> parts = new ArrayList<>();
        for (int part = random.nextInt(3); part >= 0; part--) {
          parts.add(query(random, depth - 1));
        }
        query.append(List.of("$and", "$or", "$nor").get(random.nextInt(3)), parts);
      }
    }
    return query;
  }

  private static Object wanted(Random random) {
    Object value = value(random);
    return switch (random.nextInt(8)) {
      case 0, 1 -> value;
      case 2 -> new Document("$in", Arrays.asList(value, value(random)));
      case 3 -> new Document("$nin", Arrays.asList(value, value(random)));
      case 4 -> new Document("$exists", random.nextBoolean());
      case 5 -> new Document("$not", new Document(kind(random), value));
      default -> new Document(kind(random), value).append(kind(random), value(random));
    };
  }

  private static String kind(Random random) {
    return KINDS.get(random.nextInt(KINDS.size()));
  }

  private static Document order(Random random) {
    Document order = new Document();
    for (int fields = random.nextInt(3); fields > 0; fields--) {
      order.append(FIELDS.get(random.nextInt(FIELDS.size())), random.nextBoolean() ? 1 : -1);
    }
    return order;
  }

  private static Document find(Random random) {
    return new Document("find", "c")
        .append("filter", query(random, 2))
        .append("sort", order(random))
        .append("skip", random.nextInt(3))
        .append("limit", random.nextInt(20))
        .append("batchSize", 1_000);
  }

  private static Document aggregate(Random random, Document... stages) {
    List<Document> pipeline = new ArrayList<>();
    pipeline.add(new Document("$match", query(random, 2)));
    pipeline.addAll(List.of(stages));
    return new Document("aggregate", "c")
        .append("pipeline", pipeline)
        .append("cursor", new Document());
  }

  private static Document group(Object by, String summed) {
    return new Document(
        "$group",
        new Document("_id", by)
            .append("n", new Document("$sum", 1))
            .append("most", new Document("$max", summed)));
  }

  private void change(Random random) {
    Document which = new Document("_id", random.nextInt(200));
    if (random.nextInt(4) == 0) {
      Document one = new Document("q", which).append("limit", 1);
      both("delete", new Document("delete", "c").append("deletes", List.of(one)));
      Document anew = document(random, random.nextInt(200));
      both("insert", new Document("insert", "c").append("documents", List.of(anew)));
      return;
    }
    Document change =
        new Document("q", random.nextBoolean() ? which : query(random, 1))
            .append("u", new Document("$set", new Document("a", rareValue(random))))
            .append("multi", random.nextBoolean());
    both("update", new Document("update", "c").append("updates", List.of(change)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsWhatIsInTheDocuments(long seed) {
    Random random = new Random(seed);
    List<Document> stored = new ArrayList<>();
    for (int id = 0; id < 200; id++) {
      stored.add(document(random, id));
    }
    both("insert", new Document("insert", "c").append("documents", stored));
    int found = 0;
    for (int i = 0; i < 400; i++) {
      Document cursor = (Document) both("find", find(random)).get("cursor");
      found += ((List<?>) cursor.get("firstBatch")).size();
      both("aggregate", aggregate(random, group(1, "$b.c")));
      both("aggregate", aggregate(random, group("$a", "$x")));
      both("aggregate", aggregate(random, group(1, "$$ROOT")));
      both("aggregate", aggregate(random, ALL));
      both("aggregate", aggregate(random, new Document("$count", "n")));
      both("aggregate", aggregate(random, FIRST, new Document("$limit", 9), group("$a", "$x")));
      both("aggregate", aggregate(random, new Document("$sort", new Document("a", 1))));
      both("count", new Document("count", "c").append("query", query(random, 2)));
      both(
          "distinct",
          new Document("distinct", "c").append("key", "a").append("query", query(random, 1)));
      change(random);
    }
    assertThat(found).isGreaterThan(400);
  }

  private static Document numbered(int id) {
    return new Document("_id", id).append("n", id % 50).append("text", "x".repeat(500));
  }

  @Test
  void readsOnlyTheDocumentsThatAreAskedFor() {
    Document first =
        new Document("find", "c")
            .append("filter", new Document("n", new Document("$lt", 40)))
            .append("sort", new Document("n", -1).append("_id", 1))
            .append("limit", 10);
    Document count =
        new Document("aggregate", "c")
            .append(
                "pipeline",
                List.of(
                    new Document("$match", new Document("n", 7)), new Document("$count", "all")))
            .append("cursor", new Document());
    try (MVStore store =
        new MVStore.Builder().fileName(data.resolve("store").toString()).cacheSize(0).open()) {
      var stored = new DurableBackend(store);
      for (int id = 0; id < 5_000; id++) {
        List<Document> one = List.of(numbered(id));
        call(stored, "insert", new Document("insert", "c").append("documents", one));
      }
      call(stored, "find", first);
      long before = store.getFileStore().getReadBytes();

      Document found = call(stored, "find", first);
      Document counted = call(stored, "aggregate", count);

      assertThat(ids(found)).containsExactly(39, 89, 139, 189, 239, 289, 339, 389, 439, 489);
      assertThat(batch(counted)).isEqualTo(List.of(new Document("all", 100)));
      assertThat(store.getFileStore().getReadBytes() - before)
          .isLessThan(store.getFileStore().size() / 10);
    }
  }

  private static List<?> batch(Document answer) {
    return (List<?>) ((Document) answer.get("cursor")).get("firstBatch");
  }

  private static List<Object> ids(Document answer) {
    return batch(answer).stream().map(one -> ((Document) one).get("_id")).toList();
  }

  private static List<Object> found(Optional<Stream<KeptFields.Found>> found) {
    return found.map(all -> all.map(KeptFields.Found::position).toList()).orElse(List.of());
  }

  /** With 10 of room, eight documents and two more. */
  @Test
  void keepsNothing_whereThereIsNoRoom() {
    MVMap<Object, Document> documents = new MVStore.Builder().open().openMap("d");
    AtomicInteger room = new AtomicInteger(10);
    var kept = new KeptFields(documents, room).with(Set.of("n"));
    Document query = new Document("n", new Document("$gte", 0));
    for (int id = 0; id < 8; id++) {
      documents.put(id, numbered(id));
    }
    assertThat(found(kept.find(query, new Document()))).hasSize(8);
    kept.put(0, numbered(0));
    assertThat(room).hasValue(2);

    for (int id = 8; id < 11; id++) {
      documents.put(id, numbered(id));
      kept.put(id, numbered(id));
    }
    assertThat(kept.find(query, new Document())).isEmpty();
    assertThat(room).hasValue(10);

    for (int id = 0; id < 4; id++) {
      documents.remove(id);
      kept.remove(id);
    }
    assertThat(found(kept.find(query, new Document()))).containsExactly(4, 5, 6, 7, 8, 9, 10);
    kept.remove(4);
    assertThat(room).hasValue(4);

    kept.with(Set.of("text"));
    assertThat(room).hasValue(10);
  }
}
