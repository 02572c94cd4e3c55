package dev.barometer.survey.response;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.survey.gate.GateTopology;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Function;
import org.apache.kafka.streams.kstream.KStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Answers, wherever they were given, become the facts of the suite, each revision once. */
@Configuration(proxyBeanMethods = false)
class GuardResponsesTopology {

  @Bean
  Function<KStream<byte[], byte[]>, KStream<byte[], byte[]>[]> guardResponses(
      BarometerProperties barometer,
      ErasedPeople erased,
      Signatures signatures,
      MeterRegistry meters,
      Clock clock) {
    return new GateTopology<>(
            Topics.INBOUND_RESPONSES,
            Response.class,
            new ResponseGate(FactJson::write, erased::includes),
            "responses",
            barometer.service(),
            signatures,
            meters,
            clock)
        ::guard;
  }
}
