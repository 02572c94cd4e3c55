package dev.barometer.survey.invitation;

import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.survey.kept.Kept;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The secrets of links follow from the services' key; links and refusals are kept for a time. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InvitationProperties.class)
class InvitationConfiguration {

  @Bean
  LinkSecrets linkSecrets(Signatures signatures) {
    return new LinkSecrets(signatures.keysFor("links of invitations"));
  }

  @Bean
  Kept keptLinks(InvitationRepository invitations, InvitationProperties settings) {
    return new Kept(
        InvitationRepository.KEPT_LINKS, settings.linksKept(), invitations::forgetLinks);
  }

  @Bean
  Kept keptSuppressed(InvitationRepository invitations, InvitationProperties settings) {
    return new Kept(
        InvitationRepository.KEPT_SUPPRESSED,
        settings.suppressedKept(),
        invitations::forgetSuppressed);
  }

  @Bean
  ApplicationRunner invitationIndexes(InvitationRepository invitations) {
    return arguments -> invitations.createIndexes();
  }
}
