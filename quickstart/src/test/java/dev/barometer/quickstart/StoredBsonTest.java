package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.netty.buffer.Unpooled;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is read is what the server's own decoder reads. */
class StoredBsonTest {
  private static final List<Function<Random, Object>> KINDS =
      List.of(
          Random::nextInt,
          Random::nextLong,
          Random::nextDouble,
          Random::nextBoolean,
          random -> Instant.ofEpochMilli(random.nextLong() >> 10),
          random -> "a긴文\u0000".substring(random.nextInt(4)),
          random -> new ObjectId("65f0c0ffee65f0c0ffee65f0"),
          random -> new BinData(new byte[] {1, 0, (byte) random.nextInt()}),
          random -> new UUID(random.nextLong(), random.nextLong()),
          random -> new Decimal128(BigDecimal.valueOf(random.nextInt(), 2)),
          random -> new BsonTimestamp(random.nextLong()),
          random -> new BsonRegularExpression("^a.*", "i"),
          random -> MaxKey.getInstance(),
          random -> new Document());

  private static Document drawn(Random random, int depth) {
    Document document = new Document();
    for (int i = random.nextInt(8); i > 0; i--) {
      document.put(
          random.nextInt(3) == 0 ? "이름" + i : "name" + random.nextInt(5_000), value(random, depth));
    }
    return document;
  }

  private static Object value(Random random, int depth) {
    int kind = random.nextInt(KINDS.size() + 6);
    if (kind < KINDS.size()) {
      return KINDS.get(kind).apply(random);
    }
    if (depth == 0) {
      return null;
    }
    if (kind % 2 == 0) {
      return drawn(random, depth - 1);
    }
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      list.add(value(random, depth - 1));
    }
    return list;
  }

  private static byte[] written(Document document) {
    var bson = DocumentDataType.bson(document);
    return Arrays.copyOf(bson.array(), bson.readableBytes());
  }

  @Test
  void readsWhatTheServersDecoderReads() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      byte[] bson = written(drawn(random, 4));

      Document read = StoredBson.read(bson);

      Document expected = BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
      assertThat(read.keySet()).containsExactlyElementsOf(expected.keySet());
      assertThat(written(read)).isEqualTo(bson);
    }
  }

  @Test
  void refusesWhatIsNoDocument() {
    byte[] bson = written(new Document("inner", new Document("n", 1)).append("list", List.of(1)));
    byte[] shorter = bson.clone();
    shorter[0]--;
    byte[] innerLonger = bson.clone();
    innerLonger[11]++;

    byte[] withoutEnd = bson.clone();
    withoutEnd[bson.length - 1] = 2;

    assertThatIllegalArgumentException().isThrownBy(() -> StoredBson.read(shorter));
    assertThatIllegalArgumentException().isThrownBy(() -> StoredBson.read(withoutEnd));
    assertThatIllegalArgumentException().isThrownBy(() -> StoredBson.read(innerLonger));
  }
}
