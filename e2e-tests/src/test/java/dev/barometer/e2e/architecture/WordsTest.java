package dev.barometer.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words that were given up do not come back. */
class WordsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void noCodeUsesThem() throws IOException {
    List<Path> sources = files(".java");

    assertThat(sources).hasSizeGreaterThan(500);
    assertThat(found(sources, RetiredWords::inJava)).isEmpty();
  }

  @Test
  void noDocumentNamesThem() throws IOException {
    List<Path> documents = files(".md");

    assertThat(documents).hasSizeGreaterThan(5);
    assertThat(found(documents, RetiredWords::inDocument)).isEmpty();
  }

  @Test
  void findsThem_whereTheyAreNames() {
    String source =
        """
        import dev.barometer.Trail;
        import java.sql.Statement;

        /** A Viewpoint. */
        class ToldRules {
          Statement statement; // Moments
          String intakeTold = "Letter \\" Claim" + 'x';

          void putAside(LetterPublisher publisher, IntakeFilter filter) {}
        }
        """;

    assertThat(RetiredWords.inJava(source))
        .containsExactlyInAnyOrder(
            "Trail", "ToldRules", "putAside", "LetterPublisher", "IntakeFilter");
    assertThat(RetiredWords.inDocument("A Place in the sun; `PlaceRepository` keeps it."))
        .containsExactly("PlaceRepository");
  }

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> all =
        Files.find(
            ROOT,
            30,
            (path, attributes) ->
                attributes.isRegularFile() && path.toString().endsWith(ending) && isOurs(path))) {
      return all.toList();
    }
  }

  /** Builds generate some, and bring some along. */
  private static boolean isOurs(Path path) {
    Path within = ROOT.relativize(path);
    for (Path part : within) {
      if (part.toString().equals("src")) {
        return true; // a room may be called like a folder of builds
      }
      if (Set.of("target", ".git", "node_modules", "data").contains(part.toString())) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, Set<String>> found(
      List<Path> files, Function<String, Set<String>> words) throws IOException {
    Map<String, Set<String>> found = new TreeMap<>();
    for (Path file : files) {
      Set<String> here = words.apply(Files.readString(file));
      if (!here.isEmpty()) {
        found.put(ROOT.relativize(file).toString(), here);
      }
    }
    return found;
  }
}
