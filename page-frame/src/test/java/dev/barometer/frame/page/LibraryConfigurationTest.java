package dev.barometer.frame.page;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

class LibraryConfigurationTest {

  @Test
  void servesTheLibraryOfPages_forAYear() throws Exception {
    try (var context = new AnnotationConfigWebApplicationContext()) {
      context.setServletContext(new MockServletContext());
      context.register(WebMvc.class, LibraryConfiguration.class);
      context.refresh();

      MockMvcBuilders.webAppContextSetup(context)
          .build()
          .perform(get("/lib/htmx.min.js"))
          .andExpect(status().isOk())
          .andExpect(header().string("Cache-Control", "max-age=31536000"))
          .andExpect(content().string(containsString("var htmx=")));
    }
  }

  @EnableWebMvc
  static class WebMvc {}
}
