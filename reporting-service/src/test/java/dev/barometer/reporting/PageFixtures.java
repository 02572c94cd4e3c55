package dev.barometer.reporting;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.barometer.frame.brand.Brand;
import dev.barometer.frame.page.FrameInterceptor;
import dev.barometer.frame.page.PageErrors;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.Role;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.security.Callers;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Pages in their frame, without a service around them. */
public final class PageFixtures {
  private static final RoleHierarchy AGENTS_ARE_VIEWERS =
      RoleHierarchyImpl.withDefaultRolePrefix().role("AGENT").implies("VIEWER").build();

  private PageFixtures() {}

  /**
   * @param texts the name of the page's own, below {@code messages/}
   */
  public static MockMvc mvc(Object controller, String texts) {
    return mvc(controller, texts, Role.AGENT);
  }

  /** For somebody of this role. */
  public static MockMvc mvc(Object controller, String texts, Role role) {
    ThymeleafViewResolver views = new ThymeleafViewResolver();
    views.setTemplateEngine(templates(texts));
    views.setCharacterEncoding("UTF-8");
    ExceptionHandlerExceptionResolver own = new ExceptionHandlerExceptionResolver();
    own.afterPropertiesSet();
    return MockMvcBuilders.standaloneSetup(controller)
        .addInterceptors(
            new FrameInterceptor(
                "reporting-service",
                new LinkProperties("", "", "", ""),
                AGENTS_ARE_VIEWERS,
                Optional::empty,
                ZoneOffset.UTC,
                Brand.NONE))
        .setHandlerExceptionResolvers(new PageErrors(), own)
        .defaultRequest(
            get("/")
                .principal(Callers.authenticated(new Caller("1", "Kim", role, "Kim", List.of()))))
        .setViewResolvers(views)
        .build();
  }

  /** What pages are drawn with. */
  public static SpringTemplateEngine templates(String texts) {
    ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("templates/");
    templates.setSuffix(".html");
    templates.setCharacterEncoding("UTF-8");
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames(
        "messages/frame",
        "messages/glossary",
        "messages/page",
        "messages/report",
        "messages/target",
        "messages/" + texts,
        "messages/administration");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    engine.setTemplateEngineMessageSource(messages);
    return engine;
  }
}
