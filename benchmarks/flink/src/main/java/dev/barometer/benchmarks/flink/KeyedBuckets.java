package dev.barometer.benchmarks.flink;

import dev.barometer.benchmarks.rival.HourBuckets;
import dev.barometer.benchmarks.rival.Nps;
import dev.barometer.benchmarks.rival.Rating;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The best shape: a rating costs one hour bucket read and written, and a timer sums the buckets to
 * windows once a second. With one scope, which is all it has, that sum costs next to nothing.
 */
final class KeyedBuckets {
  private static final long TOLD_EACH = 1_000;

  private KeyedBuckets() {}

  static DataStream<Tuple2<String, String>> scores(DataStream<long[]> ratings) {
    return ratings
        .filter(rating -> rating[1] != Rating.NONE)
        .keyBy(rating -> "all", Types.STRING)
        .process(new Roll(), Types.TUPLE(Types.STRING, Types.STRING));
  }

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  private static final class Roll
      extends KeyedProcessFunction<String, long[], Tuple2<String, String>> {
    private static final long serialVersionUID = 1;

    private transient MapState<Long, long[]> buckets;

    /** When the scores are told next: of one key, so no state is needed for it. */
    private transient long timer;

    @Override
    public void open(OpenContext context) {
      buckets =
          getRuntimeContext()
              .getMapState(
                  new MapStateDescriptor<>(
                      "hours", Types.LONG, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(
        long[] rating, Context context, Collector<Tuple2<String, String>> out) throws Exception {
      long hour = HourBuckets.hourOf(rating[0]);
      long[] bucket = buckets.get(hour);
      long[] counts = bucket == null ? Nps.none() : bucket;
      Nps.count(counts, (int) rating[1]);
      buckets.put(hour, counts);
      if (timer == 0) {
        timer = context.timerService().currentProcessingTime() + TOLD_EACH;
        context.timerService().registerProcessingTimeTimer(timer);
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Tuple2<String, String>> out)
        throws Exception {
      timer = 0;
      Map<Long, long[]> all = new TreeMap<>();
      for (Map.Entry<Long, long[]> bucket : buckets.entries()) {
        all.put(bucket.getKey(), bucket.getValue());
      }
      HourBuckets.tell(
          all.entrySet(),
          HourBuckets.hourOf(time),
          (window, score) -> out.collect(Tuple2.of(window, score)));
    }
  }
}
