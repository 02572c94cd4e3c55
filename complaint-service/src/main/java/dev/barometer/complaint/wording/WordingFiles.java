package dev.barometer.complaint.wording;

import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The phrases that come with the service, in English, Chinese and Korean. */
@Component
public class WordingFiles {
  private final WordingLists lists = read();

  public WordingLists lists() {
    return lists;
  }

  private static WordingLists read() {
    try (InputStream json = new ClassPathResource("complaints/wording.json").getInputStream()) {
      return FactJson.read(json.readAllBytes(), WordingLists.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
