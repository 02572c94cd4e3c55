package dev.barometer.reporting.openid;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is taken from what the provider says of somebody. The provider itself is set by {@code
 * spring.security.oauth2.client.*}.
 *
 * @param roleClaim where his roles stand; a dot leads into a claim that holds others
 * @param roles what somebody with this value of that claim may: {@code viewer}, {@code agent},
 *     {@code manager} or {@code admin}, the highest where there are several. Left out, only those
 *     come in whom an administrator added, and as what he was added
 * @param teamsClaim where his teams stand; left out, administrators say them
 */
@ConfigurationProperties("barometer.openid")
public record OpenIdProperties(
    @DefaultValue("roles") String roleClaim,
    @DefaultValue Map<String, String> roles,
    @Nullable String teamsClaim) {}
