package dev.barometer.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PathIdFilterTest {
  private final PathIdFilter filter = new PathIdFilter("DELETE", "/api/things", "id");

  private HttpServletRequest passed(String method, String path) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setServletPath(
        URLDecoder.decode(path.replaceAll("%(?![0-9a-fA-F]{2})", "%25"), StandardCharsets.UTF_8));
    MockFilterChain chain = new MockFilterChain();
    filter.doFilter(request, new MockHttpServletResponse(), chain);
    return (HttpServletRequest) chain.getRequest();
  }

  @Test
  void makesAParameterOfAnIdThatAPathCannotCarry() throws Exception {
    Map<String, String> ids =
        Map.ofEntries(
            Map.entry("a%2Fb", "a/b"),
            Map.entry("..%2Fx", "../x"),
            Map.entry("..%252fx", "..%2fx"),
            Map.entry("%2500", "%00"),
            Map.entry("a%3Bb", "a;b"),
            Map.entry("a%5Cb", "a\\b"),
            Map.entry("a%2F%2fb", "a//b"),
            Map.entry("100%25", "100%"),
            Map.entry("..", ".."),
            Map.entry("%2E%2e", ".."),
            Map.entry("%C3%A9+&", "é+&"));
    for (var id : ids.entrySet()) {
      HttpServletRequest call = passed("DELETE", "/api/things/" + id.getKey());

      assertThat(call.getRequestURI()).isEqualTo("/api/things");
      assertThat(call.getServletPath()).isEqualTo("/api/things");
      assertThat(call.getPathInfo()).isNull();
      assertThat(call.getRequestURL()).hasToString("http://localhost/api/things");
      assertThat(call.getParameter("id")).isEqualTo(id.getValue());
      assertThat(call.getParameterValues("id")).containsExactly(id.getValue());
      assertThat(call.getParameterMap()).containsOnlyKeys("id");
      assertThat(URLDecoder.decode(call.getQueryString(), StandardCharsets.UTF_8))
          .isEqualTo("id=" + id.getValue());
    }
  }

  @Test
  void leavesEverythingElseToTheFirewall() throws Exception {
    for (String path :
        new String[] {
          "/api/things",
          "/api/things/",
          "/api/things/r1",
          "/api/things/a-b.c~d_e:f@g",
          "/api/things/../x",
          "/api/things/a/b%2Fc",
          "/api/things/a;b%2F",
          "/api/things/50%",
          "/api/things/%zz",
          "/api/things/%FF",
          "/api/things/%C0%AF",
          "/api/others/a%2Fb",
          "/api/things%2Fa",
        }) {
      assertThat(passed("DELETE", path).getRequestURI()).as(path).isEqualTo(path);
      assertThat(passed("DELETE", path).getParameter("id")).as(path).isNull();
    }
    assertThat(passed("GET", "/api/things/a%2Fb").getRequestURI()).isEqualTo("/api/things/a%2Fb");
  }
}
