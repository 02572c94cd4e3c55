package dev.barometer.reporting.cases;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Knows where the desk is. */
@Configuration(proxyBeanMethods = false)
class CaseLinkConfiguration {

  @Bean
  DeskLinks deskLinks(LinkProperties links, BarometerProperties barometer) {
    return new DeskLinks(links.complaint(), barometer.organisation().zone());
  }
}
