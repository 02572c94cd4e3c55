package dev.barometer.complaint.attachment;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.List;
import java.util.stream.IntStream;
import org.bson.types.Binary;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** The bytes of files, in pieces that are found by case, number and place. */
@Repository
class ChunkRepository {
  static final int CHUNK = 255 * 1_024;

  private final MongoOperations mongo;

  ChunkRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /**
   * One piece.
   *
   * @param upload which attempt wrote it: two that come at once do not get in each other's way
   */
  @Document("attachment_chunks")
  record Chunk(@Id String id, String upload, Binary bytes) {}

  private static String id(String caseId, int number, int place) {
    return caseId + "/" + number + "/" + place;
  }

  /**
   * Puts a piece; the first of a file takes its number.
   *
   * @return whether nobody else has that number
   */
  boolean put(String caseId, int number, int place, String upload, byte[] bytes) {
    try {
      mongo.insert(new Chunk(id(caseId, number, place), upload, new Binary(bytes)));
      return true;
    } catch (DuplicateKeyException taken) {
      return false;
    }
  }

  byte[] get(String caseId, int number, int place) {
    Chunk chunk = mongo.findById(id(caseId, number, place), Chunk.class);
    if (chunk == null) {
      throw new IllegalStateException("piece " + id(caseId, number, place) + " is missing");
    }
    return chunk.bytes().getData();
  }

  /** A file's pieces, whoever wrote them. */
  void delete(String caseId, int number, int chunks) {
    mongo.remove(new Query(ids(caseId, number, chunks)), Chunk.class);
  }

  /** What one attempt wrote. */
  void delete(String caseId, int number, int chunks, String upload) {
    mongo.remove(new Query(ids(caseId, number, chunks).and("upload").is(upload)), Chunk.class);
  }

  private static Criteria ids(String caseId, int number, int chunks) {
    List<String> ids =
        IntStream.range(0, chunks).mapToObj(place -> id(caseId, number, place)).toList();
    return where("_id").in(ids);
  }
}
