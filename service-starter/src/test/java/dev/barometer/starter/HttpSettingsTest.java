package dev.barometer.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HttpSettingsTest {
  @Test
  void noOriginIsAllowed_unlessItIsNamed() {
    assertThat(http(Map.of()).allowedOrigins()).isEmpty();
    assertThat(http(Map.of("http.allowed-origins", "")).allowedOrigins()).isEmpty();
    assertThat(
            http(Map.of("http.allowed-origins", "https://a.example,http://localhost:5173"))
                .allowedOrigins())
        .isEqualTo(List.of("https://a.example", "http://localhost:5173"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://*.example",
        "null",
        "wall.example",
        "https://wall.example/",
        "https://wall.example/page",
        "file://wall"
      })
  void whatIsNoExactOriginIsRefused(String origin) {
    assertThatThrownBy(() -> http(Map.of("http.allowed-origins", origin)))
        .rootCause()
        .hasMessageContaining("barometer.http.allowed-origins")
        .hasMessageContaining(origin);
  }

  private static BarometerProperties.Http http(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("", BarometerProperties.class)
        .http();
  }
}
