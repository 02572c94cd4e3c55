package dev.barometer.e2e;

import dev.barometer.frame.PageFrameConfiguration;
import dev.barometer.starter.Role;
import dev.barometer.starter.security.AccessRules;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A service that has one page: all components, none of which needs data. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PageFrameConfiguration.class, ShowcaseApplication.ShowcaseController.class})
class ShowcaseApplication {
  static final String TOKEN = "showcase-token-of-the-administrator";

  static ConfigurableApplicationContext start() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("spring.config.name", "showcase-service");
    settings.put("server.port", "0");
    settings.put("barometer.api-token", TOKEN);
    settings.put("spring.messages.basename", "messages/frame,messages/page,messages/dashboard");
    settings.put(
        "spring.autoconfigure.exclude",
        "dev.barometer.starter.token.TokenConfiguration,"
            + "dev.barometer.starter.topic.TopicConfiguration,"
            + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
            + "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration");
    settings.put("spring.cloud.stream.function.autodetect", "false");
    settings.put("management.health.binders.enabled", "false");
    return new SpringApplicationBuilder(ShowcaseApplication.class).properties(settings).run();
  }

  @Bean
  AccessRules accessRules() {
    return requests ->
        requests.requestMatchers(AccessRules.reading("/showcase")).hasRole(Role.VIEWER.name());
  }

  @Controller
  static class ShowcaseController {
    @GetMapping("/showcase")
    String showcase() {
      return "showcase";
    }
  }
}
