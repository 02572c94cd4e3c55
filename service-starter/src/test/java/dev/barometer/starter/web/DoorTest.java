package dev.barometer.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.starter.StartRefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoorTest {

  @Test
  void isNobody_whereNothingIsSet() {
    assertThat(new Door(List.of()).addresses()).isEmpty();
    assertThat(new Door(List.of("", " ")).addresses()).isEmpty();
  }

  @Test
  void isFoundByNameAddressAndNetwork() {
    Door door = new Door(List.of("localhost", "192.0.2.7", " 10.1.0.0/16", "2001:db8::7"));

    assertThat(door.addresses().split(","))
        .contains("127.0.0.1/32", "192.0.2.7/32", "10.1.0.0/16", "2001:db8:0:0:0:0:0:7/128");
  }

  @Test
  void isNowhere_whileItsNameIsNotKnown() {
    assertThat(new Door(List.of("no-such-door.invalid")).addresses()).isEmpty();
  }

  @Test
  void mustBeWrittenSoThatItCanBeRead() {
    assertThatThrownBy(() -> new Door(List.of("10.1.0.0/99")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("10.1.0.0/99");
  }
}
