package dev.barometer.starter.document;

import dev.barometer.starter.BarometerProperties;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The OpenAPI document at {@code /v3/api-docs} of every service. */
@AutoConfiguration
@EnableConfigurationProperties(BarometerProperties.class)
class DocumentConfiguration {

  @Bean
  OpenApiCustomizer apiDocument(BarometerProperties barometer, ObjectProvider<ClosedSets> sets) {
    ApiDocument document =
        new ApiDocument(
            barometer.service(),
            DocumentNotes.of(barometer.service()),
            sets.orderedStream().flatMap(some -> some.all().stream()).toList());
    return document::complete;
  }

  @Bean
  RecordSchemas recordSchemas() {
    return new RecordSchemas();
  }
}
