package dev.barometer.starter.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class DestinationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/dashboard?window=7d&scope=team%3AA", "/administration/audit", "/a//b"})
  void leadsToOwnPages(String path) {
    assertThat(Destination.own(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "dashboard",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\r\nSet-Cookie: a=b",
        " /dashboard",
        "/ü"
      })
  void leadsNowhereElse(String path) {
    assertThat(Destination.own(path)).isEqualTo("/");
  }

  @Test
  void saysWhatAStrangerAskedFor_asOneParameter() {
    MockHttpServletRequest call = new MockHttpServletRequest("GET", "/dashboard");
    call.setQueryString("window=7d&scope=team%3AA");

    assertThat(Destination.asQuery(call, "?"))
        .isEqualTo("?to=%2Fdashboard%3Fwindow%3D7d%26scope%3Dteam%253AA");
  }

  @Test
  void saysNothing_whereSigningInLeadsAnyway_orNoPageWasAskedFor() {
    MockHttpServletRequest part = new MockHttpServletRequest("GET", "/dashboard/tiles");
    part.addHeader("Sec-Fetch-Mode", "cors");

    assertThat(Destination.asQuery(new MockHttpServletRequest("GET", "/dashboard"), "?")).isEmpty();
    assertThat(Destination.asQuery(new MockHttpServletRequest("GET", "/"), "?")).isEmpty();
    assertThat(Destination.asQuery(new MockHttpServletRequest("POST", "/a/b"), "?")).isEmpty();
    assertThat(Destination.asQuery(part, "?")).isEmpty();
    assertThat(Destination.asQuery("/" + "a".repeat(3_000), "&")).isEmpty();
  }
}
