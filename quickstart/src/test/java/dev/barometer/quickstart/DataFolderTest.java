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
    assertThat(permissionsOf(data.resolve("token"))).isEqualTo("rw-------");
  }

  @Test
  void isForTheOwnerAlone_alsoWhereItWasOpenToOthers() throws IOException {
    var made = data.resolve("made");
    DataFolder.open(made).close();
    assertThat(permissionsOf(made)).isEqualTo("rwx------");

    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
    DataFolder.open(made).close();
    assertThat(permissionsOf(made)).isEqualTo("rwx------");
  }

  @Test
  void leavesTheRightsOfAFolderThatHoldsOtherThings() throws IOException {
    Files.writeString(data.resolve("somebody-elses"), "");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

    DataFolder.open(data).close();

    assertThat(permissionsOf(data)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void refusesAFile_andAFolderBelowAFile() throws IOException {
    var file = Files.writeString(data.resolve("file"), "");

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(QuickstartException.class)
        .hasMessageContaining("is a file")
        .hasMessageContaining("--data");
    assertThatThrownBy(() -> DataFolder.open(file.resolve("below")))
        .isInstanceOf(QuickstartException.class)
        .hasMessageContaining("cannot be used")
        .hasMessageContaining("--data");
  }

  private static String permissionsOf(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
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
