package dev.barometer.starter.disk;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Watches the disks, and tells of them in the log, the health and a meter. */
@AutoConfiguration
@EnableConfigurationProperties(DiskProperties.class)
class DiskConfiguration {
  private static final Logger log = LoggerFactory.getLogger(DiskConfiguration.class);

  @Bean
  DiskRoom diskRoom(DiskProperties disk, MeterRegistry meters) {
    DiskRoom room =
        new DiskRoom(
            disk.folders(), disk.floor() == null ? null : disk.floor().toBytes(), log::warn);
    if (!disk.folders().isEmpty()) {
      Gauge.builder("barometer.disk.free", room, DiskRoom::free)
          .description("Bytes free on the disk with the least room that this service writes to")
          .baseUnit("bytes")
          .register(meters);
    }
    return room;
  }

  /** Its name is that of the health component. */
  @Bean
  HealthIndicator diskHealthIndicator(DiskRoom room) {
    return () ->
        (room.isShort() ? Health.down() : Health.up())
            .withDetail("room", room.description())
            .build();
  }

  @Bean
  DiskWatch diskWatch(DiskRoom room) {
    return new DiskWatch(room);
  }
}
