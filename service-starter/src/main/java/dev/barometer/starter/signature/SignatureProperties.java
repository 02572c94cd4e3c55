package dev.barometer.starter.signature;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secret that the services share and nobody else has.
 *
 * @param signingKey what records are signed with; left out, it follows from the administrator's
 *     token
 * @param signingKeysBefore keys whose signatures are still good, while the key is changed
 * @param apiToken the administrator's
 */
@ConfigurationProperties("barometer")
record SignatureProperties(
    @Nullable String signingKey,
    @DefaultValue List<String> signingKeysBefore,
    @Nullable String apiToken) {}
