package dev.barometer.survey;

import dev.barometer.survey.response.IdempotencyKey;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;

/** The indexes beside those of the ids: what is too old to be repeated goes by one. */
@Configuration(proxyBeanMethods = false)
class IndexConfiguration {

  @Bean
  ApplicationRunner indexes(MongoOperations mongo) {
    return arguments ->
        mongo
            .indexOps(IdempotencyKey.class)
            .createIndex(new Index().on("claimedAt", Direction.ASC).expire(IdempotencyKey.KEPT));
  }
}
