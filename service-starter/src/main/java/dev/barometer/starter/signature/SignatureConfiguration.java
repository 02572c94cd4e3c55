package dev.barometer.starter.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.StartRefusedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives every service the same signatures. */
@AutoConfiguration
@EnableConfigurationProperties(SignatureProperties.class)
class SignatureConfiguration {

  @Bean
  Signatures signatures(SignatureProperties settings) {
    return of(settings);
  }

  static Signatures of(SignatureProperties settings) {
    String key = settings.signingKey();
    String apiToken = settings.apiToken();
    if (key == null || key.isBlank()) {
      if (apiToken == null || apiToken.isBlank()) {
        throw new StartRefusedException(
            "There is no barometer.signing-key: nothing would tell records of the services from forged ones.",
            "Give all services the same long random value, for example of: openssl rand -hex 32");
      }
      key = derivedFrom(apiToken);
    }
    try {
      return Signatures.of(key, settings.signingKeysBefore());
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(
          "barometer.signing-key, or one of barometer.signing-keys-before, " + e.getMessage() + ".",
          "Give all services the same long random value, for example of: openssl rand -hex 32");
    }
  }

  /** Never the token itself, nor its hash, which is kept in other places. */
  private static String derivedFrom(String apiToken) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(("barometer.signing-key/" + apiToken.strip()).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
