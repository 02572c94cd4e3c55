package dev.barometer.quickstart;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored documents. Whoever looks for something that has no index reads all documents, and
 * the server's own decoder makes a new text of each field's name each time; what is rare is left to
 * it.
 *
 * @see <a href="https://bsonspec.org/spec.html">BSON</a>
 */
final class StoredBson {
  private static final int LEAST_BYTES = 5;

  private final byte[] bson;
  private final ByteBuf rest;
  private int at;

  private StoredBson(byte[] bson) {
    this.bson = bson;
    this.rest = Unpooled.wrappedBuffer(bson);
  }

  /**
   * @throws IllegalArgumentException if it is no document
   */
  static Document read(byte[] bson) {
    try {
      return new StoredBson(bson).document();
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("a document has no end", e);
    }
  }

  private Document document() {
    int end = end();
    Document document = new Document();
    for (byte type = bson[at++]; type != 0; type = bson[at++]) {
      document.put(name(), value(type));
    }
    return ended(document, end);
  }

  private List<Object> array() {
    int end = end();
    List<Object> array = new ArrayList<>();
    for (byte type = bson[at++]; type != 0; type = bson[at++]) {
      while (bson[at++] != 0) {} // its position, which is known
      array.add(value(type));
    }
    return ended(array, end);
  }

  private <T> T ended(T read, int end) {
    if (at != end) {
      throw new IllegalArgumentException("a document ends at " + at + " and not at " + end);
    }
    return read;
  }

  /** Where a document, or an array, ends that begins here with its length. */
  private int end() {
    int from = at;
    int length = int32();
    if (length < LEAST_BYTES || length > bson.length - from) {
      throw new IllegalArgumentException("no document is " + length + " bytes long here");
    }
    return from + length;
  }

  private @Nullable Object value(byte type) {
    return switch (type) {
      case BsonConstants.TYPE_DOUBLE -> Double.longBitsToDouble(int64());
      case BsonConstants.TYPE_UTF8_STRING -> text();
      case BsonConstants.TYPE_EMBEDDED_DOCUMENT -> document();
      case BsonConstants.TYPE_ARRAY -> array();
      case BsonConstants.TYPE_OBJECT_ID -> objectId();
      case BsonConstants.TYPE_BOOLEAN -> bson[at++] == BsonConstants.BOOLEAN_VALUE_TRUE;
      case BsonConstants.TYPE_UTC_DATETIME -> Instant.ofEpochMilli(int64());
      case BsonConstants.TYPE_NULL -> null;
      case BsonConstants.TYPE_INT32 -> int32();
      case BsonConstants.TYPE_INT64 -> int64();
      default -> other(type);
    };
  }

  private @Nullable Object other(byte type) {
    rest.readerIndex(at);
    Object value = BsonDecoder.decodeValue(type, rest);
    at = rest.readerIndex();
    return value;
  }

  private String name() {
    int from = at;
    int hash = 0;
    for (byte next = bson[at]; next != 0; next = bson[++at]) {
      hash = 31 * hash + next;
    }
    return FieldNames.of(bson, from, at++ - from, hash);
  }

  private String text() {
    int length = int32() - 1;
    String text = new String(bson, at, length, StandardCharsets.UTF_8);
    at += length + 1;
    return text;
  }

  private ObjectId objectId() {
    byte[] id = Arrays.copyOfRange(bson, at, at + BsonConstants.LENGTH_OBJECTID);
    at += BsonConstants.LENGTH_OBJECTID;
    return new ObjectId(id);
  }

  private int int32() {
    int value =
        (bson[at] & 0xff)
            | (bson[at + 1] & 0xff) << 8
            | (bson[at + 2] & 0xff) << 16
            | bson[at + 3] << 24;
    at += 4;
    return value;
  }

  private long int64() {
    long low = int32() & 0xffff_ffffL;
    return low | (long) int32() << 32;
  }
}
