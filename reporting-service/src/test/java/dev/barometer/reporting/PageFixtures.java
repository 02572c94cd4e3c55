package dev.barometer.reporting;

import dev.barometer.frame.page.FrameInterceptor;
import dev.barometer.starter.LinkProperties;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.security.access.hierarchicalroles.NullRoleHierarchy;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Pages in their frame, without a service around them. */
public final class PageFixtures {
  private PageFixtures() {}

  /**
   * @param texts the name of the page's own, below {@code messages/}
   */
  public static MockMvc mvc(Object controller, String texts) {
    ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("templates/");
    templates.setSuffix(".html");
    templates.setCharacterEncoding("UTF-8");
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames("messages/frame", "messages/" + texts, "messages/administration");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    engine.setTemplateEngineMessageSource(messages);
    ThymeleafViewResolver views = new ThymeleafViewResolver();
    views.setTemplateEngine(engine);
    views.setCharacterEncoding("UTF-8");
    return MockMvcBuilders.standaloneSetup(controller)
        .addInterceptors(
            new FrameInterceptor(
                "reporting-service",
                new LinkProperties("", "", "", ""),
                new NullRoleHierarchy(),
                Optional::empty,
                ZoneOffset.UTC))
        .setViewResolvers(views)
        .build();
  }
}
