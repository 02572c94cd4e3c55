package dev.barometer.quickstart;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Keys of unique indexes as BSON, in any order that tells them apart. The store's default
 * serializes both keys at each step of each search.
 */
final class KeyDataType extends BasicDataType<KeyValue> {
  private static final int KEY_BYTES = 64;
  private static final String SIZE = "n";

  private final DocumentDataType documents = new DocumentDataType();

  /** One text, as most ids are, goes before everything else. */
  @Override
  public int compare(KeyValue one, KeyValue other) {
    boolean text = isText(one);
    if (text != isText(other)) {
      return text ? -1 : 1;
    }
    return text
        ? ((String) one.get(0)).compareTo((String) other.get(0))
        : DocumentDataType.bson(toDocument(one))
            .compareTo(DocumentDataType.bson(toDocument(other)));
  }

  @Override
  public void write(WriteBuffer target, KeyValue key) {
    documents.write(target, toDocument(key));
  }

  @Override
  public KeyValue read(ByteBuffer source) {
    Document written = documents.read(source);
    Object[] values = new Object[(Integer) written.get(SIZE)];
    for (int i = 0; i < values.length; i++) {
      String name = Integer.toString(i);
      values[i] = written.containsKey(name) ? written.get(name) : Missing.getInstance();
    }
    return new KeyValue(values);
  }

  @Override
  public int getMemory(KeyValue key) {
    return isText(key) ? KEY_BYTES + ((String) key.get(0)).length() : KEY_BYTES * (1 + key.size());
  }

  @Override
  public boolean isMemoryEstimationAllowed() {
    return true;
  }

  @Override
  public KeyValue[] createStorage(int size) {
    return new KeyValue[size];
  }

  private static boolean isText(KeyValue key) {
    return key.size() == 1 && key.get(0) instanceof String;
  }

  private static Document toDocument(KeyValue key) {
    Document document = new Document(SIZE, key.size());
    for (int i = 0; i < key.size(); i++) {
      if (!(key.get(i) instanceof Missing)) {
        document.append(Integer.toString(i), key.get(i));
      }
    }
    return document;
  }
}
