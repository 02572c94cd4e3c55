package dev.barometer.frame.page;

import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Serves the library that pages need from its own jar, under an address that tells its content
 * rather than its version: that only the build knows. Links to it and to all other files are told
 * by {@link FileLinksFilter}.
 */
@Configuration(proxyBeanMethods = false)
class LibraryConfiguration implements WebMvcConfigurer {
  private static final Duration KEPT = Duration.ofDays(365);
  private static final String JAR = "META-INF/maven/org.webjars.npm/htmx.org/pom.properties";
  private static final String FILES = "classpath:/META-INF/resources/webjars/htmx.org/%s/dist/";

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/lib/htmx*.js")
        .addResourceLocations(FILES.formatted(version()))
        .setCacheControl(CacheControl.maxAge(KEPT))
        .resourceChain(true)
        .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
  }

  /** In the place of Spring's own. */
  @Bean
  static FilterRegistrationBean<ResourceUrlEncodingFilter> fileLinksFilter(
      ObjectProvider<ResourceUrlProvider> files) {
    var filter = new FilterRegistrationBean<ResourceUrlEncodingFilter>(new FileLinksFilter(files));
    filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
    return filter;
  }

  private static String version() {
    try {
      return PropertiesLoaderUtils.loadProperties(new ClassPathResource(JAR))
          .getProperty("version", "");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
