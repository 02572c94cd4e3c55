package dev.barometer.reporting.dashboard;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

class LibraryConfigurationTest {

  @ParameterizedTest
  @CsvSource({
    "/dashboard/lib/htmx.min.js, var htmx=",
    "/dashboard/lib/echarts.common.min.js, Apache Software Foundation"
  })
  void servesTheLibrariesOfThePage(String address, String content) throws Exception {
    try (var context = new AnnotationConfigWebApplicationContext()) {
      context.setServletContext(new MockServletContext());
      context.register(WebMvc.class, LibraryConfiguration.class);
      context.refresh();

      MockMvcBuilders.webAppContextSetup(context)
          .build()
          .perform(get(address))
          .andExpect(status().isOk())
          .andExpect(header().string("Cache-Control", "max-age=3600"))
          .andExpect(content().string(containsString(content)));
    }
  }

  @EnableWebMvc
  static class WebMvc {}
}
