package dev.barometer.complaint;

import dev.barometer.frame.brand.Brand;
import dev.barometer.frame.page.FrameInterceptor;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.Role;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Pages and parts of the desk as they are drawn, by the templates and texts of the service. */
public final class DrawnPages {
  private DrawnPages() {}

  public static SpringTemplateEngine engine() {
    ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("templates/");
    templates.setSuffix(".html");
    templates.setCharacterEncoding("UTF-8");
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames(
        "messages/frame",
        "messages/glossary",
        "messages/desk",
        "messages/desk-message",
        "messages/desk-attachments",
        "messages/desk-groups",
        "messages/desk-root-causes",
        "messages/desk-rules",
        "messages/desk-kept");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    engine.setTemplateEngineMessageSource(messages);
    return engine;
  }

  /** As they come, which is an organisation in UTC. */
  public static BarometerProperties settings() {
    return new Binder(
            new MapConfigurationPropertySource(Map.of("barometer.service", "complaint-service")))
        .bind("barometer", BarometerProperties.class)
        .get();
  }

  public static MockMvc of(Object... controllers) {
    ThymeleafViewResolver views = new ThymeleafViewResolver();
    views.setTemplateEngine(engine());
    views.setCharacterEncoding("UTF-8");
    return MockMvcBuilders.standaloneSetup(controllers)
        .addInterceptors(
            new FrameInterceptor(
                "complaint-service",
                new LinkProperties("", "", "", ""),
                RoleHierarchyImpl.withDefaultRolePrefix().role("MANAGER").implies("AGENT").build(),
                Optional::empty,
                ZoneOffset.UTC,
                Brand.NONE))
        .setViewResolvers(views)
        .build();
  }

  /** By a manager who reads that language. */
  public static MvcResult perform(
      MockMvc pages, AbstractMockHttpServletRequestBuilder<?> call, String language)
      throws Exception {
    Caller kim = new Caller("1", "Kim", Role.MANAGER, "Kim", List.of());
    return pages
        .perform(
            call.principal(Callers.authenticated(kim))
                .locale(Locale.forLanguageTag(language))
                .header("Accept-Language", language))
        .andReturn();
  }

  public static String text(MvcResult answer) throws Exception {
    return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
  }
}
