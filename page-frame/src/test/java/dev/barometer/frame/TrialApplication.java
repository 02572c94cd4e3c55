package dev.barometer.frame;

import dev.barometer.starter.Role;
import dev.barometer.starter.security.AccessRules;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** A service with pages, as small as one can be. */
@SpringBootApplication
@Import(PageFrameConfiguration.class)
public class TrialApplication {

  @Bean
  AccessRules accessRules() {
    return requests ->
        requests
            .requestMatchers(
                AccessRules.reading("/api/things", "/things", "/things/{id}", "/framed"))
            .hasRole(Role.VIEWER.name())
            .requestMatchers("/api/things")
            .hasRole(Role.AGENT.name())
            .requestMatchers("/files")
            .hasRole(Role.ADMIN.name());
  }

  /** What a service may be asked. */
  @RestController
  static class ThingsController {

    @GetMapping("/api/things")
    String things() {
      return "[]";
    }

    @GetMapping("/things")
    String page() {
      return "a page";
    }

    @PostMapping("/files")
    String file(@RequestParam MultipartFile file) {
      return file.getSize() + " bytes";
    }

    @GetMapping("/things/{id}")
    String thing(@PathVariable String id, @RequestParam(defaultValue = "") String colour) {
      return id + colour;
    }
  }

  /** A page in the frame. */
  @Controller
  static class FramedController {

    @GetMapping("/framed")
    String framed() {
      return "framed";
    }
  }
}
