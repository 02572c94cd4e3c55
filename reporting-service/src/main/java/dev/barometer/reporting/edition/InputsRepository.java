package dev.barometer.reporting.edition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.json.FactJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** What editions were made of, and its seals; packed, and in pieces that a document can hold. */
@Repository
class InputsRepository {
  private static final String COLLECTION = "report_inputs";
  private static final String SEALS = "report_seals";
  private static final String ID = "_id";
  private static final String BYTES = "bytes";
  private static final String PIECES = "pieces";
  private static final String ATTEMPT = "attempt";
  private static final String PARAMETERS = "parameters";
  private static final int PIECE = 8 << 20;

  private final MongoOperations mongo;

  InputsRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** What an edition is made of. */
  record Kept(Parameters parameters, Inputs inputs) {}

  /**
   * Keeps it where nothing is kept yet, whole or not at all; says what is kept. So whoever collects
   * an edition a second time makes it of the same.
   */
  Kept keep(String reportId, Kept wanted) {
    byte[] packed = packed(FactJson.write(wanted.inputs()));
    int pieces = (packed.length + PIECE - 1) / PIECE;
    String attempt = reportId + "/" + UUID.randomUUID();
    for (int piece = 0; piece < pieces; piece++) {
      byte[] some =
          Arrays.copyOfRange(packed, piece * PIECE, Math.min(packed.length, (piece + 1) * PIECE));
      mongo.save(new Document(ID, id(attempt, piece)).append(BYTES, new Binary(some)), COLLECTION);
    }
    try {
      mongo.insert(
          new Document(ID, reportId)
              .append(ATTEMPT, attempt)
              .append(PIECES, pieces)
              .append(PARAMETERS, new String(FactJson.write(wanted.parameters()), UTF_8)),
          COLLECTION);
      return wanted;
    } catch (DuplicateKeyException another) {
      for (int piece = 0; piece < pieces; piece++) {
        mongo.remove(new Query(where(ID).is(id(attempt, piece))), COLLECTION);
      }
      return kept(reportId).orElseThrow();
    }
  }

  /** Empty where nothing was collected yet. */
  Optional<Kept> kept(String reportId) {
    Document head = mongo.findById(reportId, Document.class, COLLECTION);
    if (head == null) {
      return Optional.empty();
    }
    Parameters parameters =
        FactJson.read(head.getString(PARAMETERS).getBytes(UTF_8), Parameters.class);
    return find(reportId).map(inputs -> new Kept(parameters, inputs));
  }

  /** Empty where the edition was not collected. */
  Optional<Inputs> find(String reportId) {
    Document head = mongo.findById(reportId, Document.class, COLLECTION);
    if (head == null) {
      return Optional.empty();
    }
    String attempt = head.getString(ATTEMPT);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    List<String> missing = new ArrayList<>();
    for (int piece = 0; piece < head.getInteger(PIECES); piece++) {
      Document next = mongo.findById(id(attempt, piece), Document.class, COLLECTION);
      if (next == null) {
        missing.add(id(attempt, piece));
      } else {
        packed.writeBytes(next.get(BYTES, Binary.class).getData());
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("pieces of inputs are missing: " + missing);
    }
    return Optional.of(FactJson.read(unpacked(packed.toByteArray()), Inputs.class));
  }

  void seal(String reportId, Seal seal) {
    mongo.save(
        new Document(ID, reportId).append(BYTES, new Binary(packed(FactJson.write(seal)))), SEALS);
  }

  /** Empty where it was not published. */
  Optional<Seal> sealOf(String reportId) {
    return Optional.ofNullable(
            mongo.findOne(new Query(where(ID).is(reportId)), Document.class, SEALS))
        .map(kept -> unpacked(kept.get(BYTES, Binary.class).getData()))
        .map(bytes -> FactJson.read(bytes, Seal.class));
  }

  private static String id(String attempt, int piece) {
    return attempt + "/" + piece;
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written but memory", e);
    }
    return packed.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("inputs of a report cannot be unpacked", e);
    }
  }
}
