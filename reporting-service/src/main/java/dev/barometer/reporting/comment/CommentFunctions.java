package dev.barometer.reporting.comment;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.reporting.live.ChangeSignal;
import dev.barometer.reporting.live.ChangeSignals;
import dev.barometer.starter.BarometerProperties;
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
      FactConsumers consumers,
      CommentRepository comments,
      ChangeSignals signals,
      BarometerProperties barometer) {
    boolean isTold = !isStrict(barometer);
    return consumers.reading(
        Topics.RESPONSES,
        Response.class,
        batch -> {
          int unchanged = comments.apply(batch);
          return isTold ? signals.note(ChangeSignal.COMMENTS, batch.size(), unchanged) : unchanged;
        });
  }

  @Bean
  Comments comments(CommentRepository store, BarometerProperties barometer) {
    return new Comments(
        store, isStrict(barometer) ? Comments.NEVER : barometer.organisation().minimumComments());
  }

  /** A comment is the words of one person, and its coming tells that he spoke. */
  private static boolean isStrict(BarometerProperties barometer) {
    return barometer.organisation().privacy() == BarometerProperties.Privacy.STRICT;
  }
}
