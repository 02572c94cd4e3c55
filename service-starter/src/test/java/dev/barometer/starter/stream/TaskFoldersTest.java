package dev.barometer.starter.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFoldersTest {
  @TempDir private Path folder;

  @Test
  void setsTheOneAside_andLeavesTheOthers() throws IOException {
    make("0_0", "damaged");
    make("0_1", "sound");
    TaskFolders folders = new TaskFolders(folder);

    folders.setAside("0_0");

    assertThat(folder.resolve("0_0")).doesNotExist();
    assertThat(folder.resolve("0_1/rocksdb/CURRENT")).hasContent("sound");
    assertThat(folders.aside()).hasSize(1);
    assertThat(folders.aside().get(0).resolve("rocksdb/CURRENT")).hasContent("damaged");
    // As Kafka Streams knows the folders of tasks.
    assertThat(folders.aside().get(0).getFileName().toString()).doesNotMatch("\\d+_\\d+");
  }

  @Test
  void keepsTheLastTwo() throws IOException {
    TaskFolders folders = new TaskFolders(folder);
    for (int time = 0; time < 5; time++) {
      make("0_" + time, "state " + time);
      folders.setAside("0_" + time);
    }

    assertThat(folders.aside()).hasSize(2);
  }

  @Test
  void doesNothing_whenThereIsNoSuchFolder() throws IOException {
    TaskFolders folders = new TaskFolders(folder);

    folders.setAside("0_7");

    assertThat(folders.aside()).isEmpty();
  }

  private void make(String task, String content) throws IOException {
    Path store = Files.createDirectories(folder.resolve(task).resolve("rocksdb"));
    Files.writeString(store.resolve("CURRENT"), content);
  }
}
