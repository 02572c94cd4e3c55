package dev.barometer.scoring.observation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.metrics.ChoiceCode;
import dev.barometer.metrics.Family;
import dev.barometer.metrics.LogBins;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary form of observations, three bytes for most: the measure's number, whether the time is
 * the one before, and what was observed.
 *
 * <p>Where code and value follow from one number by the metric's family, only that number is kept.
 * A time is kept as seconds since the one before, and nanoseconds where there are any.
 */
final class ObservationCodec {
  private static final int SAME_TIME = 0;
  private static final int WHOLE_SECONDS = 1;
  private static final int WITH_NANOS = 2;

  private ObservationCodec() {}

  static void write(ByteArrayOutputStream out, List<Observation> observations) {
    Varint.write(out, observations.size());
    Instant before = Instant.EPOCH;
    for (Observation observation : observations) {
      Observation derived =
          derived(observation.measure(), numberOf(observation), observation.time());
      boolean isDerived = derived.equals(observation);
      writeMeasure(out, observation.measure(), isDerived);
      writeTime(out, observation.time(), before);
      if (isDerived) {
        Varint.writeSigned(out, numberOf(observation));
      } else {
        Varint.writeSigned(out, observation.code());
        Varint.writeSigned(out, observation.value());
      }
      before = observation.time();
    }
  }

  static List<Observation> read(ByteBuffer in) {
    int size = Varint.readLength(in);
    List<Observation> observations = new ArrayList<>(size);
    Instant time = Instant.EPOCH;
    for (int left = size; left > 0; left--) {
      int head = Math.toIntExact(Varint.read(in));
      Measure measure =
          head >>> 1 == MeasureCodes.TEXT
              ? Measure.parse(readText(in))
              : MeasureCodes.measureOf(head >>> 1);
      time = readTime(in, time);
      boolean isDerived = (head & 1) == 1;
      observations.add(
          isDerived
              ? derived(measure, Varint.readSigned(in), time)
              : new Observation(
                  measure, time, Math.toIntExact(Varint.readSigned(in)), Varint.readSigned(in)));
    }
    return observations;
  }

  private static void writeMeasure(ByteArrayOutputStream out, Measure measure, boolean isDerived) {
    int code = MeasureCodes.codeOf(measure);
    Varint.write(out, code << 1 | (isDerived ? 1 : 0));
    if (code == MeasureCodes.TEXT) {
      writeText(out, measure.toString());
    }
  }

  private static void writeTime(ByteArrayOutputStream out, Instant time, Instant before) {
    if (time.equals(before)) {
      out.write(SAME_TIME);
      return;
    }
    out.write(time.getNano() == 0 ? WHOLE_SECONDS : WITH_NANOS);
    Varint.writeSigned(out, time.getEpochSecond() - before.getEpochSecond());
    if (time.getNano() != 0) {
      Varint.write(out, time.getNano());
    }
  }

  private static Instant readTime(ByteBuffer in, Instant before) {
    int form = in.get();
    if (form == SAME_TIME) {
      return before;
    }
    long seconds = before.getEpochSecond() + Varint.readSigned(in);
    return Instant.ofEpochSecond(seconds, form == WITH_NANOS ? Varint.read(in) : 0);
  }

  /** The number from which code and value follow: a duration's milliseconds, else the code. */
  private static long numberOf(Observation observation) {
    return isDuration(observation.measure()) ? observation.value() : observation.code();
  }

  private static Observation derived(Measure measure, long number, Instant time) {
    if (isDuration(measure)) {
      return new Observation(measure, time, LogBins.binOf(Math.max(0, number)), number);
    }
    int code = Math.toIntExact(number);
    long value =
        switch (Metrics.find(measure.metric())
            .map(metric -> metric.family())
            .orElse(Family.VOLUME)) {
          case CHOICE -> ChoiceCode.point(code);
          case YES_NO -> code;
          case DURATION, VOLUME -> 0;
        };
    return new Observation(measure, time, code, value);
  }

  private static boolean isDuration(Measure measure) {
    return Metrics.find(measure.metric())
        .filter(metric -> metric.family() == Family.DURATION)
        .isPresent();
  }

  private static void writeText(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Varint.write(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static String readText(ByteBuffer in) {
    byte[] bytes = new byte[Varint.readLength(in)];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }
}
