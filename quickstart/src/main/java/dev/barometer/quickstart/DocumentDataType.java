package dev.barometer.quickstart;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Documents as BSON in the store. A commit writes each page with a change whole; with Java's own
 * serialization, the store's default, that was most of what a write cost.
 */
final class DocumentDataType extends BasicDataType<Document> {
  private static final int ENTRY_BYTES = 64;

  @Override
  public void write(WriteBuffer target, Document document) {
    ByteBuf bson = bson(document);
    target.put(bson.array(), 0, bson.readableBytes());
  }

  static ByteBuf bson(Document document) {
    ByteBuf bson = Unpooled.buffer();
    BsonEncoder.encodeDocument(document, bson);
    return bson;
  }

  @Override
  public Document read(ByteBuffer source) {
    // Its length, which counts itself, is its beginning.
    int length = Integer.reverseBytes(source.getInt(source.position()));
    byte[] bson = new byte[length];
    source.get(bson);
    return StoredBson.read(bson);
  }

  /** About as many bytes as it takes in the heap; the store splits its pages and trims by it. */
  @Override
  public int getMemory(Document document) {
    return memoryOf(document);
  }

  private static int memoryOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      int sum = ENTRY_BYTES;
      for (Object contained : map.values()) {
        sum += ENTRY_BYTES + memoryOf(contained);
      }
      return sum;
    }
    if (value instanceof Collection<?> list) {
      int sum = ENTRY_BYTES;
      for (Object contained : list) {
        sum += memoryOf(contained);
      }
      return sum;
    }
    return value instanceof String text ? text.length() + ENTRY_BYTES : ENTRY_BYTES;
  }

  @Override
  public boolean isMemoryEstimationAllowed() {
    return true;
  }

  @Override
  public Document[] createStorage(int size) {
    return new Document[size];
  }
}
