package dev.barometer.complaint.template;

import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The templates that come with the service, in English, Chinese and Korean. */
@Component
public class TemplateFiles {
  private final Templates templates = read();

  public Templates templates() {
    return templates;
  }

  private static Templates read() {
    try (InputStream json = new ClassPathResource("complaints/templates.json").getInputStream()) {
      return FactJson.read(json.readAllBytes(), Templates.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
