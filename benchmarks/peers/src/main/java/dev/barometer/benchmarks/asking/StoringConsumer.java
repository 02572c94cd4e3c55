package dev.barometer.benchmarks.asking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import dev.barometer.benchmarks.service.EmbeddedDatabase;
import dev.barometer.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;

/**
 * The least a service does that knows its tickets: it puts each as it comes over the one before. It
 * checks nothing, takes an older revision for a newer one, and asks nobody.
 */
final class StoringConsumer {
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
  private static final BulkWriteOptions EACH_BY_ITSELF = new BulkWriteOptions().ordered(false);

  private StoringConsumer() {}

  /** The broker and the database. */
  public static void main(String[] args) {
    try (MongoClient client = MongoClients.create(args[1]);
        KafkaConsumer<String, byte[]> consumer = consumer(args[0])) {
      MongoCollection<Document> tickets =
          client.getDatabase(EmbeddedDatabase.NAME).getCollection(TicketEvents.TICKETS);
      consumer.subscribe(List.of(Topics.TICKETS));
      while (true) { // until it is ended
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          writes.add(
              new ReplaceOneModel<>(
                  Filters.eq("_id", record.key()),
                  Document.parse(new String(record.value(), UTF_8)),
                  UPSERT));
        }
        if (!writes.isEmpty()) {
          tickets.bulkWrite(writes, EACH_BY_ITSELF);
          consumer.commitSync();
        }
      }
    }
  }

  private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "group.id", "storing",
            "enable.auto.commit", false,
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
