package dev.barometer.starter.security;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import dev.barometer.starter.signature.Signatures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * What a browser keeps for us and cannot change: claims signed with a key of their purpose (HS256,
 * RFC 7519), good for a while, for every instance and over restarts.
 */
public final class SignedClaims {
  private static final Logger log = LoggerFactory.getLogger(SignedClaims.class);
  private static final String ISSUER = "barometer";
  private static final String ALGORITHM = "HmacSHA256";

  private final JwtEncoder encoder;
  private final List<NimbusJwtDecoder> decoders;
  private final Clock clock;

  /**
   * @param purpose what is signed for one is nothing for another
   */
  public SignedClaims(Signatures signatures, String purpose, Clock clock) {
    List<SecretKeySpec> keys =
        signatures.keysFor(purpose).stream().map(key -> new SecretKeySpec(key, ALGORITHM)).toList();
    this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(keys.get(0)));
    this.decoders = keys.stream().map(key -> decoder(key, clock)).toList();
    this.clock = clock;
  }

  private static NimbusJwtDecoder decoder(SecretKeySpec key, Clock clock) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
    JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
    times.setClock(clock);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(times, new JwtIssuerValidator(ISSUER)));
    return decoder;
  }

  /** As text that may stand in a cookie; with an id that nothing else has. */
  public String sign(Duration lasts, Consumer<JwtClaimsSet.Builder> claims) {
    Instant now = clock.instant();
    JwtClaimsSet.Builder all =
        JwtClaimsSet.builder()
            .id(UUID.randomUUID().toString())
            .issuer(ISSUER)
            .issuedAt(now)
            .expiresAt(now.plus(lasts));
    claims.accept(all);
    JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();
    return encoder.encode(JwtEncoderParameters.from(header, all.build())).getTokenValue();
  }

  /** What was signed; empty where it is over, or was signed by nobody of us. */
  public Optional<Jwt> read(String signed) {
    for (NimbusJwtDecoder decoder : decoders) {
      try {
        return Optional.of(decoder.decode(signed));
      } catch (JwtException e) {
        // Expired, of an earlier key, or anybody's: whoever sends it is a stranger.
        log.debug("Signed claims do not hold: {}", e.getMessage());
      }
    }
    return Optional.empty();
  }
}
