package dev.barometer.frame.brand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.StringUtils;

/** Reads the organisation's looks once, at the start: what is wrong with them ends it. */
@Configuration(proxyBeanMethods = false)
@Import(BrandController.class)
@EnableConfigurationProperties(BrandProperties.class)
public class BrandConfiguration {

  @Bean
  Brand brand(BrandProperties settings) {
    return new Brand(
        StringUtils.hasText(settings.name()) ? settings.name() : Brand.NONE.name(),
        content(settings.logo()),
        StringUtils.hasText(settings.colour()) ? settings.colour() : null);
  }

  private static byte @Nullable [] content(@Nullable Path logo) {
    if (logo == null || logo.toString().isEmpty()) {
      return null;
    }
    try {
      return Files.readAllBytes(logo);
    } catch (IOException e) {
      throw new UncheckedIOException("barometer.brand.logo cannot be read: " + logo, e);
    }
  }
}
