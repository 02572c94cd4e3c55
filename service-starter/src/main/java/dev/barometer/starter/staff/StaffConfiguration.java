package dev.barometer.starter.staff;

import dev.barometer.contract.Topics;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.starter.access.DoubtfulRecords;
import dev.barometer.starter.access.SignedTopic;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Those who work here; without it only tokens are known. */
@AutoConfiguration
class StaffConfiguration {

  @Bean
  StaffDirectory staffDirectory() {
    return new StaffDirectory();
  }

  @Bean
  SignedTopic<StaffMember> signedStaff(
      StaffDirectory staffDirectory, ObjectProvider<DoubtfulRecords<StaffMember>> doubts) {
    return new SignedTopic<>(
        Topics.STAFF,
        StaffMember.class,
        staffDirectory,
        doubts.getIfAvailable(() -> doubtful -> {}));
  }
}
