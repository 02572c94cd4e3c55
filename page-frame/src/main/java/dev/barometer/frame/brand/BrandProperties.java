package dev.barometer.frame.brand;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the organisation shows itself; what is left out is as Barometer looks.
 *
 * @param name as people who are asked know it
 * @param logo a file: a PNG or a JPEG of at most 100 KB
 * @param colour such as {@code #0b5cad}; it is made darker or lighter where it could not be read
 */
@ConfigurationProperties("barometer.brand")
record BrandProperties(@Nullable String name, @Nullable Path logo, @Nullable String colour) {}
