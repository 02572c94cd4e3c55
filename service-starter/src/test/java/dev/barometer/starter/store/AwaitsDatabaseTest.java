package dev.barometer.starter.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.starter.StartRefusedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

class AwaitsDatabaseTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:27017",
        "mongodb://",
        "mongodb://a:se@cret@host/x",
        "mongodb://host:port/x"
      })
  void refusesWhatIsNoConnectionString_andQuotesNothingOfIt(String uri) {
    var environment = new MockEnvironment().withProperty("spring.mongodb.uri", uri);

    assertThatThrownBy(
            () ->
                new AwaitsDatabase(environment)
                    .postProcessBeanFactory(new DefaultListableBeanFactory()))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("spring.mongodb.uri is not a connection string of MongoDB.");
  }
}
