package dev.barometer.reporting.staff;

import dev.barometer.contract.access.StaffMember;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.security.Addresses;
import dev.barometer.starter.security.Brake;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.staff.StaffDirectory;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Wires those who work here to what they need; people sign in with a name or mail address. */
@Configuration(proxyBeanMethods = false)
class StaffConfiguration {

  @Bean
  PasswordStore passwordStore(PasswordRepository passwords, Clock clock) {
    return new PasswordStore(
        passwords, PasswordEncoderFactories.createDelegatingPasswordEncoder(), clock);
  }

  @Bean
  SignedStaffPublisher signedStaffPublisher(
      FactPublisher publisher, StaffRepository staff, StaffDirectory directory, AuditLog audit) {
    return new SignedStaffPublisher(publisher, staff, directory, audit);
  }

  @Bean
  StaffPublisher staffPublisher(
      SignedStaffPublisher publisher,
      StaffRepository staff,
      PasswordStore passwords,
      Callers callers,
      AuditLog audit,
      Clock clock) {
    return new StaffPublisher(publisher, staff, passwords, callers, audit, clock);
  }

  @Bean
  AuthenticationProvider passwordLogin(
      StaffRepository staff, PasswordStore passwords, Brake brake) {
    return new PasswordLogin(staff, passwords, brake);
  }

  /**
   * Looking at a password is dear, and meant to be: from an address that pauses after wrong ones
   * none is looked at, or strangers would keep the processor busy.
   */
  private record PasswordLogin(StaffRepository staff, PasswordStore passwords, Brake brake)
      implements AuthenticationProvider {

    @Override
    public Authentication authenticate(Authentication login) {
      String typed = login.getName().strip();
      Optional<StaffMember> member =
          staff.all().stream()
              .filter(StaffMember::active)
              .filter(
                  one ->
                      one.name().equals(typed) || typed.toLowerCase(Locale.ROOT).equals(one.mail()))
              .findFirst();
      String password = String.valueOf(login.getCredentials());
      if (pauses(login) || !passwords.matches(member.map(StaffMember::staffId), password)) {
        throw new BadCredentialsException("Unknown name or password");
      }
      return Callers.authenticated(Callers.of(member.orElseThrow()));
    }

    private boolean pauses(Authentication login) {
      return login.getDetails() instanceof WebAuthenticationDetails details
          && !brake.pauseFor(Addresses.of(details.getRemoteAddress())).isZero();
    }

    @Override
    public boolean supports(Class<?> authentication) {
      return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
  }
}
