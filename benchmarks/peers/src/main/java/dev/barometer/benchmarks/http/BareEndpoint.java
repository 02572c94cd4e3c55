package dev.barometer.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.benchmarks.history.History;
import dev.barometer.contract.Topics;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an intake costs at the least, of answers and of a page's forms: it looks at nothing, writes
 * what came to the topic and answers when the broker has acknowledged. The web server and the
 * producer are set as the suite sets them.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class
})
class BareEndpoint {
  public static void main(String[] settings) {
    new SpringApplicationBuilder(BareEndpoint.class)
        .properties("spring.config.name=bare-endpoint")
        .run(settings);
  }

  @Bean
  KafkaProducer<String, byte[]> producer(
      @Value("${spring.kafka.bootstrap-servers}") String bootstrapServers) {
    return History.producer(bootstrapServers);
  }

  /** The endpoint; Spring finds it as a member of its configuration. */
  @RestController
  static class BareController {
    private final KafkaProducer<String, byte[]> producer;

    BareController(KafkaProducer<String, byte[]> producer) {
      this.producer = producer;
    }

    @PostMapping("/api/responses")
    CompletableFuture<ResponseEntity<Void>> produce(@RequestBody byte[] body) {
      return produce(
          new ProducerRecord<>(Topics.INBOUND_RESPONSES, body),
          ResponseEntity.status(HttpStatus.CREATED).build());
    }

    /** A page's form; whoever sent it is led back to the page. */
    @PostMapping("/s/{secret}")
    CompletableFuture<ResponseEntity<Void>> produce(
        @PathVariable String secret, @RequestParam MultiValueMap<String, String> fields) {
      return produce(
          new ProducerRecord<>(Topics.INBOUND_RESPONSES, secret, fields.toString().getBytes(UTF_8)),
          ResponseEntity.status(HttpStatus.FOUND)
              .location(URI.create("/s/" + secret + "?done"))
              .build());
    }

    private CompletableFuture<ResponseEntity<Void>> produce(
        ProducerRecord<String, byte[]> record, ResponseEntity<Void> taken) {
      CompletableFuture<ResponseEntity<Void>> answer = new CompletableFuture<>();
      producer.send(
          record,
          (metadata, failure) -> {
            if (failure == null) {
              answer.complete(taken);
            } else {
              answer.completeExceptionally(failure);
            }
          });
      return answer;
    }

    @GetMapping("/actuator/health/readiness")
    ResponseEntity<Void> ready() {
      return ResponseEntity.ok().build();
    }
  }
}
