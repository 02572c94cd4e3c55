package dev.barometer.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/** The flow with the services in this process, on Kafka and MongoDB in containers. */
@Tag("docker")
class ContainersIT extends FlowContract {
  private static final String KAFKA = Docker.image("apache/kafka");
  private static final String MONGO = Docker.image("mongo");

  private final KafkaContainer kafka = new KafkaContainer(KAFKA);
  private final MongoDBContainer mongo = new MongoDBContainer(MONGO);

  @Override
  Stack start(Path folder) {
    Docker.assumeImages(KAFKA, MONGO);
    kafka.start();
    mongo.start();
    return InProcessStack.on(
        kafka.getBootstrapServers(),
        "mongodb://" + mongo.getHost() + ":" + mongo.getFirstMappedPort(),
        folder);
  }

  @Override
  @AfterAll
  void stopSuite() {
    super.stopSuite();
    kafka.stop();
    mongo.stop();
  }
}
