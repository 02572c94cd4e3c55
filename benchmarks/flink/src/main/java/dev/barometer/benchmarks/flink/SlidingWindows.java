package dev.barometer.benchmarks.flink;

import dev.barometer.benchmarks.rival.HourBuckets;
import dev.barometer.benchmarks.rival.Nps;
import dev.barometer.benchmarks.rival.Rating;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** As the documentation shows it: sliding windows of each length, an hour apart. */
final class SlidingWindows {
  private static final TypeInformation<long[]> COUNTS =
      PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO;
  private static final TypeInformation<Tuple2<String, String>> SCORE =
      Types.TUPLE(Types.STRING, Types.STRING);

  private SlidingWindows() {}

  static DataStream<Tuple2<String, String>> scores(DataStream<long[]> ratings) {
    DataStream<long[]> given = ratings.filter(rating -> rating[1] != Rating.NONE);
    return HourBuckets.WINDOWS.entrySet().stream()
        .map(window -> scores(given, window))
        .reduce(DataStream::union)
        .orElseThrow();
  }

  private static DataStream<Tuple2<String, String>> scores(
      DataStream<long[]> ratings, Map.Entry<String, Integer> window) {
    Duration length = Duration.ofHours(window.getValue());
    return ratings
        .keyBy(rating -> "all", Types.STRING)
        .window(SlidingEventTimeWindows.of(length, Duration.ofHours(1)))
        .aggregate(new Count(), new Tell(window.getKey()), COUNTS, COUNTS, SCORE);
  }

  private static final class Count implements AggregateFunction<long[], long[], long[]> {
    private static final long serialVersionUID = 1;

    @Override
    public long[] createAccumulator() {
      return Nps.none();
    }

    @Override
    public long[] add(long[] rating, long[] counts) {
      Nps.count(counts, (int) rating[1]);
      return counts;
    }

    @Override
    public long[] getResult(long[] counts) {
      return counts;
    }

    @Override
    public long[] merge(long[] counts, long[] more) {
      Nps.add(counts, more);
      return counts;
    }
  }

  private static final class Tell
      extends ProcessWindowFunction<long[], Tuple2<String, String>, String, TimeWindow> {
    private static final long serialVersionUID = 1;

    private final String window;

    private Tell(String window) {
      this.window = window;
    }

    @Override
    public void process(
        String scope,
        Context context,
        Iterable<long[]> counts,
        Collector<Tuple2<String, String>> out) {
      long end = context.window().getEnd();
      counts.forEach(sum -> out.collect(Tuple2.of(window, Nps.told(end, sum))));
    }
  }
}
