package dev.barometer.reporting.dashboard;

import dev.barometer.reporting.complaint.Cases;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.reporting.tally.TallyStore;
import dev.barometer.reporting.voice.Comments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires the page, and serves the two libraries it needs from their own jars. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DashboardProperties.class)
class DashboardConfiguration implements WebMvcConfigurer {

  @Bean
  Dashboard dashboard(
      ScoreQueries scores,
      TallyStore tallies,
      Comments comments,
      Cases cases,
      OrganisationCalendar calendar,
      DashboardProperties properties) {
    return new Dashboard(
        scores,
        dimension -> tallies.scopesOf(Set.of(dimension)),
        comments::newest,
        cases,
        calendar,
        properties.bands() == null ? Band.DEFAULTS : properties.bands(),
        properties.caseLink());
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    serve(registry, "htmx.min.js", "webjars/htmx.org/*/dist/");
    serve(registry, "echarts.common.min.js", "_static/echarts/*/dist/");
  }

  /** The folder's name has the version in it, which only the build knows. */
  private static void serve(ResourceHandlerRegistry registry, String file, String folder) {
    String pattern = "classpath*:META-INF/resources/" + folder + file;
    try {
      Resource[] found = new PathMatchingResourcePatternResolver().getResources(pattern);
      if (found.length != 1) {
        throw new IllegalStateException(found.length + " files are " + pattern);
      }
      registry
          .addResourceHandler("/dashboard/lib/" + file)
          .addResourceLocations(found[0].createRelative("./"))
          .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
