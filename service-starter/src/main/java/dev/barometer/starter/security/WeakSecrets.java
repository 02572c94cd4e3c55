package dev.barometer.starter.security;

import dev.barometer.starter.StartRefusedException;
import dev.barometer.starter.token.TokenHash;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses to start with a secret that others know or soon guess: one from an example, one made of
 * the words that everybody tries, a short one, the same few characters over and over.
 */
public final class WeakSecrets {
  private static final int SHORTEST = 16;
  private static final int LEAST_UNEXPECTED = 8;
  private static final int LEAST_DIFFERENT = 6;

  /** Whatever else it says, it was copied. */
  private static final List<String> PHRASES_OF_EXAMPLES =
      List.of("changeme", "changethis", "replaceme", "replacethis", "placeholder", "yoursecret");

  /** In the order in which they are taken out: the longer before those that they contain. */
  private static final List<String> EXPECTED =
      List.of(
          "0123456789abcdef",
          "abcdefghijklmnop",
          "0123456789",
          "1234567890",
          "12345678",
          "123456",
          "1234",
          "administrator",
          "barometer",
          "password",
          "qwertyuiop",
          "qwerty",
          "letmein",
          "default",
          "example",
          "change",
          "secret",
          "random",
          "please",
          "token",
          "value",
          "admin",
          "test");

  private static final Set<String> HASHES_OF_EXAMPLES =
      List.of(
              "",
              "admin",
              "administrator",
              "barometer",
              "change-me",
              "changeme",
              "password",
              "secret",
              "test",
              "token")
          .stream()
          .map(TokenHash::of)
          .collect(Collectors.toUnmodifiableSet());

  private WeakSecrets() {}

  /**
   * @param setting the name of the setting that holds the secret
   * @throws StartRefusedException with what is wrong with it
   */
  public static void refuse(String setting, String secret) {
    if (!secret.chars().allMatch(WeakSecrets::travels)) {
      throw refusal(
          setting + " has a blank, a line break or another character that no header carries.");
    }
    if (secret.length() < SHORTEST) {
      throw refusal(setting + " is shorter than " + SHORTEST + " characters.");
    }
    if (secret.chars().distinct().count() < LEAST_DIFFERENT) {
      throw refusal(setting + " repeats the same few characters.");
    }
    String letters = secret.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    if (PHRASES_OF_EXAMPLES.stream().anyMatch(letters::contains)
        || unexpectedIn(letters) < LEAST_UNEXPECTED) {
      throw refusal(setting + " is an example or made of words that everybody tries.");
    }
  }

  /** Of a hash only the worst can be seen. */
  static void refuseHash(String setting, String hash) {
    if (HASHES_OF_EXAMPLES.contains(hash)) {
      throw refusal(setting + " has the hash of a word that everybody tries.");
    }
  }

  /** In a header a token has no blanks, and nothing beyond ASCII. */
  private static boolean travels(int character) {
    return character > ' ' && character <= '~';
  }

  /** How much is left when the words that everybody tries are taken out. */
  private static int unexpectedIn(String letters) {
    String left = letters;
    for (String word : EXPECTED) {
      left = left.replace(word, "");
    }
    return left.length();
  }

  private static StartRefusedException refusal(String description) {
    return new StartRefusedException(
        description, "Give it a long random value, for example of: openssl rand -hex 32");
  }
}
