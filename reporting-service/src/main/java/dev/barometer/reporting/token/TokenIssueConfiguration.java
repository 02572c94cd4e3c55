package dev.barometer.reporting.token;

import dev.barometer.reporting.ReportingProperties;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.token.TokenDirectory;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires issuing to what it needs. */
@Configuration(proxyBeanMethods = false)
class TokenIssueConfiguration {

  @Bean
  TokenPolicy tokenPolicy(ReportingProperties reporting) {
    return new TokenPolicy(reporting.tokenLifetime());
  }

  @Bean
  SignedTokensPublisher signedTokensPublisher(
      FactPublisher publisher,
      TokenDirectory directory,
      IssuedTokensRepository issued,
      AuditLog audit) {
    return new SignedTokensPublisher(publisher, directory, issued, audit);
  }

  @Bean
  TokenPublisher tokenPublisher(
      SignedTokensPublisher publisher,
      IssuedTokensRepository issued,
      TokenDirectory directory,
      Callers callers,
      AuditLog audit,
      TokenPolicy policy,
      TokenUseRepository uses,
      Clock clock) {
    return new TokenPublisher(publisher, issued, directory, callers, audit, policy, uses, clock);
  }
}
