package dev.barometer.complaint.attachment;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who looks at files before they are kept. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttachmentProperties.class)
class AttachmentConfiguration {

  @Bean
  ScanClient attachmentScanClient(AttachmentProperties settings) {
    return new ScanClient(settings.scanUrl(), settings.scanTimeout());
  }
}
