package dev.barometer.reporting.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class LivePublisherTest {
  private final LivePublisher publisher =
      new LivePublisher(
          new ChangeSignals(),
          signal -> {
            throw new IllegalStateException("nothing is told here");
          },
          Clock.systemUTC(),
          5,
          2);

  @Test
  void oneCallerTakesHisShare_andLeavesPlacesForOthers() throws IOException {
    for (int i = 0; i < 10; i++) {
      assertThat(publisher.listen("wall board", null).isPresent()).isEqualTo(i < 2);
    }

    assertThat(publisher.isFullFor("wall board")).isTrue();
    assertThat(publisher.isFull()).isFalse();
    assertThat(publisher.listen("administrator", null)).isPresent();
  }

  @Test
  void thereAreNoMorePlacesThanThatInAll() throws IOException {
    for (int i = 0; i < 10; i++) {
      assertThat(publisher.listen("caller " + i, null).isPresent()).isEqualTo(i < 5);
    }

    assertThat(publisher.isFull()).isTrue();
    assertThat(publisher.isFullFor("caller 9")).isFalse();
  }
}
