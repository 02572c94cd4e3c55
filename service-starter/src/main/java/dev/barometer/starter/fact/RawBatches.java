package dev.barometer.starter.fact;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Makes one message of a poll and hands the records over as they are, in the header {@link
 * KafkaHeaders#RAW_DATA}: mapping each record's headers would cost more than reading the record.
 */
final class RawBatches implements BatchMessageConverter {

  @Override
  public Message<?> toMessage(
      List<ConsumerRecord<?, ?>> records,
      @Nullable Acknowledgment acknowledgment,
      @Nullable Consumer<?, ?> consumer,
      Type payloadType) {
    List<@Nullable Object> values = new ArrayList<>(records.size());
    records.forEach(record -> values.add(record.value()));
    return MessageBuilder.withPayload(values).setHeader(KafkaHeaders.RAW_DATA, records).build();
  }

  @Override
  public List<ProducerRecord<?, ?>> fromMessage(Message<?> message, String defaultTopic) {
    throw new UnsupportedOperationException("Only reads");
  }
}
