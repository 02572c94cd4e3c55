package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path data;

  @Test
  void refusesASecondUser_untilTheFirstIsGone() {
    try (var first = DataFolder.open(data)) {
      assertThat(first.kafka()).startsWithRaw(data);
      assertThatThrownBy(() -> DataFolder.open(data))
          .isInstanceOf(QuickstartException.class)
          .hasMessageContaining("in use by another running Barometer")
          .hasMessageContaining("--data");
    }

    DataFolder.open(data).close();
  }

  @Test
  void refusesAFolderOfAnotherVersion_andLetsGoOfIt() throws IOException {
    DataFolder.open(data).close();
    Files.writeString(data.resolve("layout"), "99\n");

    assertThatThrownBy(() -> DataFolder.open(data))
        .isInstanceOf(QuickstartException.class)
        .hasMessageContaining("layout 99")
        .hasMessageContaining("another version");

    Files.writeString(data.resolve("layout"), "2\n");
    DataFolder.open(data).close();
  }

  @Test
  void keepsTheTokenItDrew_readableByTheOwnerOnly() throws IOException {
    String drawn;
    try (var folder = DataFolder.open(data)) {
      drawn = folder.token();
    }

    try (var folder = DataFolder.open(data)) {
      assertThat(folder.token()).isEqualTo(drawn).hasSizeGreaterThanOrEqualTo(32);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("token"))))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsTheKeyThatRecordsAreSignedWith_readableByTheOwnerOnly() throws IOException {
    String drawn;
    try (var folder = DataFolder.open(data)) {
      drawn = folder.signingKey();
      assertThat(drawn).isNotEqualTo(folder.token());
    }

    try (var folder = DataFolder.open(data)) {
      assertThat(folder.signingKey()).isEqualTo(drawn).hasSizeGreaterThanOrEqualTo(32);
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("signing-key"))))
        .isEqualTo("rw-------");
  }
}
