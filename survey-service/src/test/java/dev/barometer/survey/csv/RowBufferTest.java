package dev.barometer.survey.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class RowBufferTest {

  @Test
  void givesTheCharactersOneByOne_andThenTheEnd() throws IOException {
    RowBuffer file = new RowBuffer(new StringReader("ab"));

    assertThat(file.peek()).isEqualTo('a');
    assertThat(file.take()).isEqualTo('a');
    assertThat(file.take()).isEqualTo('b');
    assertThat(file.take()).isEqualTo(RowBuffer.END);
    assertThat(file.take()).isEqualTo(RowBuffer.END);
    assertThat(file.offset()).isEqualTo(2);
    assertThat(file.received()).isEqualTo(2);
  }

  /** The row goes over several blocks of what is read at once. */
  @Test
  void goesBackWithinTheRow_howeverLongItIs() throws IOException {
    String before = "x".repeat(30_000) + "\n";
    String row = "0123456789".repeat(5_000);
    RowBuffer file = new RowBuffer(new StringReader(before + row + "\nlast"));
    while (file.take() != '\n') {
      assertThat(file.line()).isEqualTo(1);
    }
    file.countLine();
    file.beginRow();
    while (file.peek() != '\n') {
      file.take();
    }
    assertThat(file.offset()).isEqualTo(row.length());
    assertThat(file.text(10, 20)).isEqualTo("0123456789");

    file.goBackTo(3, 2);

    assertThat(file.take()).isEqualTo('3');
    assertThat(file.line()).isEqualTo(2);
    while (file.take() != RowBuffer.END) {
      assertThat(file.offset()).isPositive();
    }
    assertThat(file.received())
        .as("each once, though some were taken twice")
        .isEqualTo(before.length() + row.length() + 5);
  }

  @Test
  void anEndOfALineIsOneCharacterOrTwo() throws IOException {
    RowBuffer file = new RowBuffer(new StringReader("\r\n\r\nlast"));

    file.endLine(file.take());
    file.endLine(file.take());

    assertThat(file.line()).isEqualTo(3);
    assertThat(file.peek()).isEqualTo('l');
    file.endLine(RowBuffer.END);
    assertThat(file.line()).isEqualTo(3);
  }

  @Test
  void tellsBlanksFromOtherCharacters() throws IOException {
    RowBuffer file = new RowBuffer(new StringReader("a \t"));
    while (file.peek() != RowBuffer.END) {
      file.take();
    }

    assertThat(file.isBlankFrom(1)).isTrue();
    assertThat(file.isBlankFrom(0)).isFalse();
  }
}
