package dev.barometer.survey.gate;

import dev.barometer.contract.Topics;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.KafkaTemplate;

/** Lets the edge ask the gates. */
@Configuration(proxyBeanMethods = false)
class KnownIdsConfiguration {

  @Bean
  KnownIdsReader knownResponses(
      BeanFactory beans,
      KafkaTemplate<byte[], byte[]> kafka,
      KafkaProperties settings,
      KafkaConnectionDetails connection) {
    return new KnownIdsReader(
        Topics.INBOUND_RESPONSES,
        "responses",
        () -> stream(beans, "guardResponses"),
        kafka,
        admins(settings, connection));
  }

  @Bean
  KnownIdsReader knownTickets(
      BeanFactory beans,
      KafkaTemplate<byte[], byte[]> kafka,
      KafkaProperties settings,
      KafkaConnectionDetails connection) {
    return new KnownIdsReader(
        Topics.INBOUND_TICKETS,
        "tickets",
        () -> stream(beans, "guardTickets"),
        kafka,
        admins(settings, connection));
  }

  /** As the binder names it; null while it has not made it. */
  private static @Nullable StreamsBuilderFactoryBean stream(BeanFactory beans, String function) {
    String name = BeanFactory.FACTORY_BEAN_PREFIX + "stream-builder-" + function;
    return beans.containsBean(name) ? beans.getBean(name, StreamsBuilderFactoryBean.class) : null;
  }

  private static Supplier<Admin> admins(
      KafkaProperties settings, KafkaConnectionDetails connection) {
    return () -> {
      Map<String, Object> client = settings.buildAdminProperties();
      client.put(
          AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getAdmin().getBootstrapServers());
      return Admin.create(client);
    };
  }
}
