package dev.barometer.frame.page;

import dev.barometer.frame.brand.Brand;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.progress.Data;
import dev.barometer.starter.progress.Progress;
import dev.barometer.starter.progress.Standing;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.AbstractResourceBasedMessageSource;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** The frame and its languages. */
@Configuration(proxyBeanMethods = false)
@Import(LibraryConfiguration.class)
@EnableConfigurationProperties({BarometerProperties.class, LinkProperties.class})
public class PageConfiguration implements WebMvcConfigurer {
  private static final String GLOSSARY = "messages/glossary";
  private static final String[] PROGRAMS = {"/api/**", "/actuator/**", "/v3/**"};

  /** Who answers a survey is not remembered: those pages say themselves what they are read in. */
  private static final String SURVEYS = "/s/**";

  private final BarometerProperties barometer;
  private final LinkProperties links;
  private final Brand brand;
  private final ObjectProvider<RoleHierarchy> roles;
  private final ObjectProvider<Progress> progress;

  PageConfiguration(
      BarometerProperties barometer,
      LinkProperties links,
      Brand brand,
      ObjectProvider<RoleHierarchy> roles,
      ObjectProvider<Progress> progress,
      ObjectProvider<AbstractResourceBasedMessageSource> texts) {
    this.barometer = barometer;
    this.links = links;
    this.brand = brand;
    this.roles = roles;
    this.progress = progress;
    // Whatever texts a service names: its pages explain their terms.
    texts.ifAvailable(known -> known.addBasenames(GLOSSARY));
  }

  @Bean
  static LocaleResolver localeResolver() {
    return new Languages();
  }

  /** {@code ?lang=ko} on any page. */
  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    LocaleChangeInterceptor change = new LocaleChangeInterceptor();
    change.setParamName("lang");
    change.setIgnoreInvalidLocale(true);
    registry.addInterceptor(change).excludePathPatterns(PROGRAMS).excludePathPatterns(SURVEYS);
    registry.addInterceptor(frame()).excludePathPatterns(PROGRAMS);
  }

  /** Before those that answer programs. */
  @Override
  public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
    resolvers.add(0, new PageErrors());
  }

  private HandlerInterceptor frame() {
    return new FrameInterceptor(
        barometer.service(),
        links,
        roles.getObject(),
        this::standing,
        barometer.organisation().zone(),
        brand);
  }

  /** Of the oldest of what pages show. */
  private Optional<Standing> standing() {
    return Optional.ofNullable(progress.getIfAvailable())
        .map(
            watched ->
                watched.watches(Data.CASES)
                    ? watched.of(Data.CASES)
                    : watched.of(Data.TALLIES, Data.SCORES, Data.FACTS));
  }
}
