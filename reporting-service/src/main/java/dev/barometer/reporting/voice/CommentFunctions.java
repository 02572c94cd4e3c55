package dev.barometer.reporting.voice;

import dev.barometer.contract.Response;
import dev.barometer.contract.Topics;
import dev.barometer.reporting.ReportingProperties;
import dev.barometer.reporting.live.Happening;
import dev.barometer.reporting.live.Happenings;
import dev.barometer.starter.fact.FactConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Keeps what people wrote. */
@Configuration(proxyBeanMethods = false)
class CommentFunctions {

  @Bean
  Consumer<Message<List<byte[]>>> projectResponses(
      FactConsumers consumers, CommentRepository comments, Happenings happenings) {
    return consumers.reading(
        Topics.RESPONSES,
        Response.class,
        batch -> happenings.note(Happening.COMMENTS, batch.size(), comments.apply(batch)));
  }

  @Bean
  Comments comments(CommentRepository store, ReportingProperties reporting) {
    return new Comments(store, reporting.minimumComments());
  }
}
