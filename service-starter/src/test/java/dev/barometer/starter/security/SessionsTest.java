package dev.barometer.starter.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;

class SessionsTest {
  private final Sessions sessions = new Sessions(new SessionProperties(5, 2));

  @Test
  void aCallersThirdSessionEndsHisFirst_andNobodyElses() {
    MockHttpSession other = begin("other");
    MockHttpSession first = begin("desk");
    MockHttpSession second = begin("desk");

    MockHttpSession third = begin("desk");

    assertThat(first.isInvalid()).isTrue();
    assertThat(List.of(other, second, third)).noneMatch(MockHttpSession::isInvalid);
    assertThat(sessions.count()).isEqualTo(3);
  }

  @Test
  void thereAreNoMoreThanThatInAll() {
    List<MockHttpSession> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(begin("caller " + i));
    }

    assertThat(sessions.count()).isEqualTo(5);
    assertThat(all.subList(0, 15)).allMatch(MockHttpSession::isInvalid);
    assertThat(all.subList(15, 20)).noneMatch(MockHttpSession::isInvalid);
  }

  @Test
  void anEndedSessionLeavesItsPlace() {
    MockHttpSession first = begin("desk");
    MockHttpSession second = begin("desk");

    second.invalidate();
    begin("desk");

    assertThat(first.isInvalid()).isFalse();
    assertThat(sessions.count()).isEqualTo(2);
  }

  @Test
  void whoSignsInAgainInTheSameBrowserHasOne() {
    MockHttpSession browser = begin("desk");

    sessions.begin(browser, caller("desk"));
    sessions.begin(browser, caller("desk"));

    assertThat(browser.isInvalid()).isFalse();
    assertThat(sessions.count()).isEqualTo(1);
  }

  private MockHttpSession begin(String tokenId) {
    MockHttpSession session = new MockHttpSession();
    sessions.begin(session, caller(tokenId));
    return session;
  }

  private static Caller caller(String tokenId) {
    return new Caller(tokenId, "name of " + tokenId, Role.VIEWER);
  }
}
