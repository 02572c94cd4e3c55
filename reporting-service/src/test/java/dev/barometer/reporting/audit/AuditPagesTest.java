package dev.barometer.reporting.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.mongodb.client.MongoCollection;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.PageFixtures;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.starter.BarometerProperties;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.test.web.servlet.MockMvc;

class AuditPagesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:42:07Z");

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final MockMvc pages =
      PageFixtures.mvc(
          new AuditPageController(
              new AuditRepository(
                  database.operations(), settings(), Clock.fixed(NOW, ZoneOffset.UTC)),
              new OrganisationCalendar(ZoneOffset.UTC, Duration.ofDays(100))),
          "dashboard");

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void tellsWhoDidWhat_toTheSecond_pageByPage() throws Exception {
    write(51);

    assertThat(html("/administration/audit", "en"))
        .contains("51 rows", "10:42:57", "Token issued", "rel=\"next\"", "<bdi>ada</bdi>")
        .doesNotContain("??", "10:42:07");
    assertThat(html("/administration/audit?caller=ada&act=token.issued", "ko"))
        .contains("총 51건", "caller=ada&amp;act=token.issued")
        .doesNotContain("??");
  }

  @Test
  void isAFileToo_andSaysWhenThereIsNothing() throws Exception {
    write(3);

    assertThat(html("/administration/audit?format=csv", "en").lines().count()).isEqualTo(4);
    assertThat(html("/administration/audit?caller=nobody", "zh-CN"))
        .contains("共 0 行")
        .doesNotContain("<tbody", "??");
  }

  private void write(int many) {
    MongoCollection<Document> audit =
        database.operations().getCollection(AuditRepository.COLLECTION);
    for (int i = 0; i < many; i++) {
      audit.insertOne(
          new Document("_id", "a" + i)
              .append("at", Date.from(NOW.plusSeconds(i)))
              .append("caller", "ada")
              .append("role", "admin")
              .append("act", "token.issued")
              .append("subject", "desk")
              .append("details", List.of(new Document("n", "role").append("v", "viewer")))
              .append("service", "reporting-service")
              .append("address", "127.0.0.1"));
    }
  }

  private static BarometerProperties settings() {
    return new Binder(
            new MapConfigurationPropertySource(Map.of("barometer.service", "reporting-service")))
        .bindOrCreate("barometer", BarometerProperties.class);
  }

  private String html(String path, String language) throws Exception {
    return pages
        .perform(get(path).locale(Locale.forLanguageTag(language)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }
}
