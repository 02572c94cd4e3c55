package dev.barometer.starter.web;

import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The paths that take whole files: what comes there goes to the disk, and is bounded there. */
final class StreamedPaths {
  private final List<PathPattern> patterns;

  StreamedPaths(List<String> patterns) {
    this.patterns = patterns.stream().map(PathPatternParser.defaultInstance::parse).toList();
  }

  boolean hold(String path) {
    return hold(PathContainer.parsePath(path));
  }

  boolean hold(PathContainer path) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(path));
  }
}
