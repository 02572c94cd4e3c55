package dev.barometer.reporting.comment;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.reporting.live.ChangeSignal;
import dev.barometer.reporting.live.ChangeSignals;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.fact.FactConsumers;
import dev.barometer.starter.fact.Received;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
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
      ObjectProvider<CommentFollower> followers,
      BarometerProperties barometer) {
    boolean isTold = !isStrict(barometer);
    return consumers.reading(
        Topics.RESPONSES,
        Response.class,
        batch -> {
          int unchanged = comments.apply(batch);
          Map<String, Long> gone = gone(batch);
          if (!gone.isEmpty()) {
            followers.forEach(one -> one.gone(gone));
          }
          return isTold ? signals.note(ChangeSignal.COMMENTS, batch.size(), unchanged) : unchanged;
        });
  }

  /** What nothing is said in any more; what never said anything, nobody can have quoted. */
  static Map<String, Long> gone(List<Received<Response>> batch) {
    Map<String, Long> gone = new HashMap<>();
    for (Received<Response> one : batch) {
      Response response = one.value();
      if (response == null) {
        gone.put(one.key(), CommentFollower.ERASED);
      } else if (response.revision() > 1 && Comment.of(response).isEmpty()) {
        gone.merge(one.key(), response.revision(), Long::max);
      }
    }
    return gone;
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
