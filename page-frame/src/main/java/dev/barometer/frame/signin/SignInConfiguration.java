package dev.barometer.frame.signin;

import dev.barometer.starter.security.Pages;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Lets people sign in. */
@Configuration(proxyBeanMethods = false)
@Import(LoginController.class)
public class SignInConfiguration {
  private static final List<String> LOOKS = List.of("/frame/**", "/lib/**");

  @Bean
  Pages pages() {
    return new Pages(LOOKS);
  }
}
