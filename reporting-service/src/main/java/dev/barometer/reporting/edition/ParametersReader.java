package dev.barometer.reporting.edition;

import dev.barometer.reporting.ReportingProperties;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.starter.BarometerProperties;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.stereotype.Component;

/** What figures depend on beside the tallies, as it is now. */
@Component
class ParametersReader {
  private final BarometerProperties barometer;
  private final ReportingProperties reporting;
  private final KeptPairs pairs;
  private final String codeVersion;

  ParametersReader(
      BarometerProperties barometer,
      ReportingProperties reporting,
      KeptPairs pairs,
      ObjectProvider<BuildProperties> build,
      ObjectProvider<GitProperties> git) {
    this.barometer = barometer;
    this.reporting = reporting;
    this.pairs = pairs;
    BuildProperties built = build.getIfAvailable();
    GitProperties commit = git.getIfAvailable();
    this.codeVersion =
        (built == null ? "unknown" : built.getVersion())
            + (commit == null ? "" : "+" + commit.getShortCommitId());
  }

  Parameters asOf(Instant knownAt) {
    return new Parameters(
        knownAt,
        barometer.organisation().minimumN(),
        barometer.organisation().zone().getId(),
        reporting.hoursKept().toSeconds(),
        pairs.all());
  }

  /** Version and commit of what computes. */
  String codeVersion() {
    return codeVersion;
  }
}
