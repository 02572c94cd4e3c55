package dev.barometer.survey.lifecycle;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.LifecycleSubject;
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

/** What platforms say of contracts and the like becomes the facts of the suite. */
@Configuration(proxyBeanMethods = false)
class GuardLifecycleTopology {

  @Bean
  Function<KStream<byte[], byte[]>, KStream<byte[], byte[]>[]> guardLifecycle(
      BarometerProperties barometer,
      ErasedPeople erased,
      Signatures signatures,
      MeterRegistry meters,
      Clock clock) {
    return new GateTopology<>(
            Topics.INBOUND_LIFECYCLE,
            LifecycleSubject.class,
            new LifecycleGate(FactJson::write, erased::includes),
            "lifecycle",
            barometer.service(),
            signatures,
            meters,
            clock)
        ::guard;
  }
}
