package dev.barometer.survey.imports;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of imports.
 *
 * @param directory where files wait and stay until they are read to the end; it must outlive the
 *     process
 * @param mostWaiting how many files may wait
 */
@ConfigurationProperties("barometer.imports")
record ImportProperties(
    Path directory,
    @DefaultValue("200MB") DataSize largestFile,
    @DefaultValue("20") int mostWaiting) {}
