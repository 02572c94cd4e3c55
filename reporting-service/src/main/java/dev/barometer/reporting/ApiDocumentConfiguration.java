package dev.barometer.reporting;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says of the service as a whole. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentConfiguration {
  private static final String BEARER = "token";

  @Bean
  OpenAPI reportingApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Barometer reporting-service")
                .version("1")
                .description(
                    "How satisfied the people are whom the service desk serves: scores of any"
                        + " scope and period, what they are made of, what people wrote, and the"
                        + " tickets behind it. Errors are problem details (RFC 9457) whose errors"
                        + " name the parameter and the rule."))
        .components(
            new Components()
                .addSecuritySchemes(
                    BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")))
        .addSecurityItem(new SecurityRequirement().addList(BEARER));
  }
}
