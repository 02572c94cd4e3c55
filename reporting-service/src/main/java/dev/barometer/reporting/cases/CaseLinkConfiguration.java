package dev.barometer.reporting.cases;

import dev.barometer.starter.LinkProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Knows where the desk is. */
@Configuration(proxyBeanMethods = false)
class CaseLinkConfiguration {

  @Bean
  DeskLinks deskLinks(LinkProperties links) {
    return new DeskLinks(links.complaint());
  }
}
