package dev.barometer.reporting.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the two libraries the page needs from their own jars, under addresses without a version:
 * that only the build knows.
 */
@Configuration(proxyBeanMethods = false)
class LibraryConfiguration implements WebMvcConfigurer {
  private static final Duration KEPT = Duration.ofHours(1);

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    serve(registry, "htmx*.js", "webjars", "org.webjars.npm", "htmx.org");
    serve(registry, "echarts*.js", "_static", "org.mvnpm", "echarts");
  }

  private static void serve(
      ResourceHandlerRegistry registry, String files, String root, String group, String artifact) {
    String version = versionOf(group, artifact);
    registry
        .addResourceHandler("/dashboard/lib/" + files)
        .addResourceLocations(
            "classpath:/META-INF/resources/%s/%s/%s/dist/".formatted(root, artifact, version))
        .setCacheControl(CacheControl.maxAge(KEPT));
  }

  private static String versionOf(String group, String artifact) {
    String path = "META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
    try {
      return PropertiesLoaderUtils.loadProperties(new ClassPathResource(path))
          .getProperty("version", "");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
