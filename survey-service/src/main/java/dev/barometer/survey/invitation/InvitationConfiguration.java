package dev.barometer.survey.invitation;

import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.signature.Signatures;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The secrets of links follow from the services' key. */
@Configuration(proxyBeanMethods = false)
class InvitationConfiguration {

  @Bean
  LinkSecrets linkSecrets(Signatures signatures) {
    return new LinkSecrets(signatures.keysFor("links of invitations"));
  }

  @Bean
  ApplicationRunner invitationIndexes(InvitationRepository invitations) {
    return arguments -> invitations.createIndexes();
  }
}
