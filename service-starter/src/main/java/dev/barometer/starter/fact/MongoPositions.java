package dev.barometer.starter.fact;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Positions in the collection {@code positions}: one small document per partition. */
final class MongoPositions implements Positions {
  private static final String COLLECTION = "positions";
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoOperations mongo;
  private final String group;

  MongoPositions(MongoOperations mongo, String group) {
    this.mongo = mongo;
    this.group = group;
  }

  @Override
  public void save(Map<TopicPartition, Long> next) {
    List<WriteModel<Document>> writes = new ArrayList<>(next.size());
    next.forEach(
        (partition, offset) -> {
          String id = id(partition);
          Document position = new Document("_id", id).append("next", offset);
          writes.add(new ReplaceOneModel<>(Filters.eq("_id", id), position, UPSERT));
        });
    mongo.execute(COLLECTION, (MongoCollection<Document> positions) -> positions.bulkWrite(writes));
  }

  @Override
  public Map<TopicPartition, Long> find(Iterable<TopicPartition> partitions) {
    Map<String, TopicPartition> byId = new HashMap<>();
    partitions.forEach(partition -> byId.put(id(partition), partition));
    Map<TopicPartition, Long> found = new HashMap<>();
    mongo.execute(
        COLLECTION,
        positions -> {
          for (Document position : positions.find(Filters.in("_id", byId.keySet()))) {
            TopicPartition partition = byId.get(position.getString("_id"));
            found.put(partition, position.get("next", Number.class).longValue());
          }
          return null;
        });
    return found;
  }

  private String id(TopicPartition partition) {
    return group + "|" + partition.topic() + "|" + partition.partition();
  }
}
