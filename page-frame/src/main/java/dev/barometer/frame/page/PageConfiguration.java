package dev.barometer.frame.page;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** The frame and its languages. */
@Configuration(proxyBeanMethods = false)
@Import(PageFrameAdvice.class)
public class PageConfiguration implements WebMvcConfigurer {

  @Bean
  LocaleResolver localeResolver() {
    return new Languages();
  }

  /** {@code ?lang=ko} on any page. */
  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    LocaleChangeInterceptor change = new LocaleChangeInterceptor();
    change.setParamName("lang");
    change.setIgnoreInvalidLocale(true);
    registry.addInterceptor(change).excludePathPatterns("/api/**");
  }
}
