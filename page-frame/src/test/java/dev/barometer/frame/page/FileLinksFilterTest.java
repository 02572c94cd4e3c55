package dev.barometer.frame.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

class FileLinksFilterTest {
  private final AnnotationConfigWebApplicationContext context =
      new AnnotationConfigWebApplicationContext();
  private Filter filter;

  @BeforeEach
  void start() {
    context.setServletContext(new MockServletContext());
    context.register(WebMvc.class, LibraryConfiguration.class);
    context.refresh();
    filter = context.getBean("fileLinksFilter", FilterRegistrationBean.class).getFilter();
  }

  @AfterEach
  void end() {
    context.close();
  }

  @Test
  void aLinkToAFileTellsItsContent_alsoTheSecondTime() throws Exception {
    assertThat(linked("/lib/htmx.min.js", "/lib/htmx.min.js"))
        .allSatisfy(link -> assertThat(link).matches("/lib/htmx\\.min-[0-9a-f]{32}\\.js"))
        .hasSize(2);
  }

  @Test
  void allElseStaysAsItIs() throws Exception {
    String[] links = {
      "/dashboard",
      "/dashboard?scope=team:a.js",
      "/lib/none.js",
      "https://example.org/a.css",
      "#top"
    };

    assertThat(linked(links)).containsExactly(links);
  }

  private List<String> linked(String... links) throws Exception {
    List<String> linked = new ArrayList<>();
    filter.doFilter(
        new MockHttpServletRequest(),
        new MockHttpServletResponse(),
        (request, response) -> {
          for (String link : links) {
            linked.add(((HttpServletResponse) response).encodeURL(link));
          }
        });
    return linked;
  }

  @EnableWebMvc
  static class WebMvc {}
}
