package dev.barometer.quickstart.sample;

import dev.barometer.contract.fact.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** What people answer: the worse the experience, the lower the points; some say why. */
final class Opinions {

  private static final double SHARE_WITH_COMMENT = 0.5;

  private static final Map<String, List<String>> PRAISE =
      Map.of(
          "en",
              List.of(
                  "Fast and friendly.",
                  "Solved on the first call, thank you!",
                  "She explained what went wrong. Great.",
                  "Much quicker than I expected."),
          "zh-CN", List.of("处理得很快,谢谢!", "态度很好,一次就解决了。", "工程师很专业,解释得很清楚。"),
          "ko", List.of("빠르고 친절했습니다.", "한 번에 해결되었어요. 감사합니다!", "설명이 아주 명확했습니다."));

  private static final Map<String, List<String>> SHRUGS =
      Map.of(
          "en", List.of("It works again.", "Fine, but I had to ask twice.", "Took a while."),
          "zh-CN", List.of("问题解决了,但等得有点久。", "还可以。"),
          "ko", List.of("해결은 됐지만 조금 오래 걸렸어요.", "보통입니다."));

  private static final Map<String, List<String>> COMPLAINTS =
      Map.of(
          "en",
              List.of(
                  "Three days without an answer. I missed a deadline.",
                  "The ticket was closed and nothing works.",
                  "I explained the same thing to four people.",
                  "Nobody told me what is going on."),
          "zh-CN", List.of("等了三天没有人回复。", "工单被关闭了,问题还在。", "同样的问题我解释了四遍。"),
          "ko", List.of("사흘 동안 아무 답이 없었습니다.", "해결되지 않았는데 티켓이 닫혔어요.", "같은 설명을 네 번이나 했습니다."));

  private Opinions() {}

  /**
   * The answers to the survey after a ticket.
   *
   * @param experience from 0 (bad) to 1 (good)
   */
  static List<Answer> about(double experience, String locale, RandomGenerator random) {
    var recommend = point(0, 10, experience, random);
    var answers =
        new ArrayList<>(
            List.of(
                choice("recommend", "nps", "0-10", recommend),
                choice("satisfaction", "csat", "5", point(1, 5, experience, random)),
                choice("ease", "ces", "ease-7", point(1, 7, experience, random))));
    if (random.nextDouble() < SHARE_WITH_COMMENT) {
      var said = recommend >= 9 ? PRAISE : recommend >= 7 ? SHRUGS : COMPLAINTS;
      answers.add(
          new Answer(
              "why",
              null,
              null,
              null,
              null,
              oneOf(Objects.requireNonNull(said.get(locale)), random)));
    }
    return List.copyOf(answers);
  }

  private static int point(int lowest, int highest, double experience, RandomGenerator random) {
    var felt = lowest + (highest - lowest) * (experience + 0.12 * random.nextGaussian());
    return (int) Math.max(lowest, Math.min(highest, Math.round(felt)));
  }

  private static Answer choice(String question, String metric, String scale, int value) {
    return new Answer(question, metric, scale, value, null, null);
  }

  private static String oneOf(List<String> texts, RandomGenerator random) {
    return texts.get(random.nextInt(texts.size()));
  }
}
