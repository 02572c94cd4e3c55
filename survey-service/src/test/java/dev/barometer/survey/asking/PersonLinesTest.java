package dev.barometer.survey.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.barometer.survey.asking.PersonLines.Unread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonLinesTest {

  @Test
  void areReadWithCommasOrTabs_lineByLine_blankOnesLeftOut() {
    PersonLines read =
        PersonLines.read(
            "ana, ana@example.org, \"Doe, Ana\", ko\r\n"
                + "\n"
                + " , ,\n"
                + "bo\tbo@example.org\tBo, the 2nd\tzh-CN\n"
                + "cy\r\n"
                + "김,,김 민수,,,\n");

    assertThat(read.unread()).isEmpty();
    assertThat(read.lines())
        .extracting(
            PersonLines.Line::number,
            line -> line.person().id(),
            line -> line.person().email(),
            line -> line.person().name(),
            line -> line.person().locale())
        .containsExactly(
            tuple(1, "ana", "ana@example.org", "Doe, Ana", "ko"),
            tuple(4, "bo", "bo@example.org", "Bo, the 2nd", "zh-CN"),
            tuple(5, "cy", null, null, null),
            tuple(6, "김", null, "김 민수", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E-Mail,Language,ID",
        "mail\tlocale\tperson",
        "\uFEFFaddress,language,id,,",
        "邮箱,语言,编号",
        "메일,언어,아이디"
      })
  void areReadByTheColumnsThatTheFirstLineNames(String header) {
    char between = header.indexOf('\t') >= 0 ? '\t' : ',';

    PersonLines read =
        PersonLines.read("\n" + header + "\n" + String.join("" + between, "a@b.org", "ko", "ana"));

    assertThat(read.unread()).isEmpty();
    assertThat(read.lines())
        .extracting(
            PersonLines.Line::number,
            line -> line.person().id(),
            line -> line.person().email(),
            line -> line.person().name(),
            line -> line.person().locale())
        .containsExactly(tuple(3, "ana", "a@b.org", null, "ko"));
  }

  @Test
  void tellOfEachLineThatCannotBeRead_andReadTheOthers() {
    PersonLines read =
        PersonLines.read("a,b,c,d,e\nana\n\"bo, bo@example.org\n" + "x".repeat(10_001) + "\ncy");

    assertThat(read.unread())
        .extracting(Unread::number, Unread::rule)
        .containsExactly(
            tuple(1, "must have at most 4 columns"),
            tuple(3, "is no CSV: a quote opens here that is not closed"),
            tuple(4, "must have at most 10000 characters"));
    assertThat(read.lines()).extracting(PersonLines.Line::number).containsExactly(2, 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id,email,phone", "id,email,mail"})
  void takeNoColumns_thatNobodyKnows(String header) {
    PersonLines read = PersonLines.read(header + "\nana,a@example.org,b");

    assertThat(read.unread())
        .containsExactly(new Unread(1, "must name no columns but id, email, name, locale"));
  }
}
