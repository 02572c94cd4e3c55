package dev.barometer.starter.disk;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The disks a service writes to.
 *
 * @param folders those it keeps things in; none: nothing is watched
 * @param floor how much must stay free; without it 200MB, or a tenth of a disk that is small
 */
@ConfigurationProperties("barometer.disk")
record DiskProperties(@DefaultValue List<Path> folders, @Nullable DataSize floor) {}
