package dev.barometer.benchmarks.flink;

import dev.barometer.benchmarks.rival.HourBuckets;
import dev.barometer.benchmarks.rival.Nps;
import dev.barometer.benchmarks.rival.Rating;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Hour buckets of one scope in which each response counts as its last revision says. So every
 * response is remembered, by its id: that is the state a restart has to bring back.
 */
final class RememberedBuckets {
  private static final TypeInformation<long[]> NUMBERS =
      PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO;

  private static final long TOLD_EACH = 250;

  private RememberedBuckets() {}

  /** From ids, each with its revision, time and point; to the count and the NPS of all. */
  static DataStream<Tuple2<String, String>> scores(DataStream<Tuple2<String, long[]>> said) {
    return said.keyBy(one -> one.f0, Types.STRING)
        .process(new Remember(), NUMBERS)
        .keyBy(difference -> "all", Types.STRING)
        .process(new Roll(), Types.TUPLE(Types.STRING, Types.STRING));
  }

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  private static final class Remember
      extends KeyedProcessFunction<String, Tuple2<String, long[]>, long[]> {
    private static final long serialVersionUID = 1;

    private transient ValueState<long[]> last;

    @Override
    public void open(OpenContext context) {
      last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", NUMBERS));
    }

    @Override
    public void processElement(Tuple2<String, long[]> said, Context context, Collector<long[]> out)
        throws Exception {
      long[] before = last.value();
      long[] now = said.f1;
      if (before != null && now[0] <= before[0]) {
        return;
      }
      if (before != null && before[2] != Rating.NONE) {
        out.collect(difference(before, -1));
      }
      if (now[2] != Rating.NONE) {
        out.collect(difference(now, 1));
      }
      last.update(now);
    }

    /** The hour, and what changes in its three numbers. */
    private static long[] difference(long[] said, int sign) {
      long[] counts = Nps.none();
      Nps.count(counts, (int) said[2]);
      return new long[] {
        HourBuckets.hourOf(said[1]), sign * counts[0], sign * counts[1], sign * counts[2]
      };
    }
  }

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  private static final class Roll
      extends KeyedProcessFunction<String, long[], Tuple2<String, String>> {
    private static final long serialVersionUID = 1;

    private transient MapState<Long, long[]> buckets;
    private transient long timer;

    @Override
    public void open(OpenContext context) {
      buckets =
          getRuntimeContext().getMapState(new MapStateDescriptor<>("hours", Types.LONG, NUMBERS));
    }

    @Override
    public void processElement(
        long[] difference, Context context, Collector<Tuple2<String, String>> out)
        throws Exception {
      long[] bucket = buckets.get(difference[0]);
      long[] counts = bucket == null ? Nps.none() : bucket;
      Nps.add(counts, new long[] {difference[1], difference[2], difference[3]});
      buckets.put(difference[0], counts);
      if (timer == 0) {
        timer = context.timerService().currentProcessingTime() + TOLD_EACH;
        context.timerService().registerProcessingTimeTimer(timer);
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Tuple2<String, String>> out)
        throws Exception {
      timer = 0;
      long[] all = Nps.none();
      for (Map.Entry<Long, long[]> bucket : buckets.entries()) {
        Nps.add(all, bucket.getValue());
      }
      out.collect(Tuple2.of("all", Nps.told(0, all)));
    }
  }
}
