package dev.barometer.quickstart.sample;

import static dev.barometer.quickstart.sample.SampleDesk.AGENT;
import static dev.barometer.quickstart.sample.SampleDesk.LEAD;
import static dev.barometer.quickstart.sample.SampleDesk.MANAGER;

import dev.barometer.contract.fact.Context;
import dev.barometer.quickstart.sample.SampleCase.Customer;
import dev.barometer.quickstart.sample.SampleCase.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Complaints at every stage, in the languages of the desk's customers. */
final class SampleCases {
  private static final String GRIEVANCE = "grievance";
  private static final String COMPLAINT = "complaint";
  private static final String NORMAL = "normal";
  private static final String SEVERE = "severe";

  private SampleCases() {}

  /**
   * All of them, one at each stage.
   *
   * @param today corrective actions are due some weeks after it
   */
  static List<SampleCase> all(LocalDate today) {
    return List.of(
        // Nobody has looked at it, and there is half an hour for that.
        new SampleCase(
            "01",
            COMPLAINT,
            SEVERE,
            new Customer("maeve.doyle", "Maeve Doyle", "en"),
            "phone",
            "The warehouse cannot print labels since Monday, and the lorries wait. I have called"
                + " four times, and each time I was told that somebody calls back. Nobody did.",
            "A working printer today, and one person who answers for it",
            context("Printing", "Workplace", "Phone", "Sales", "Dublin"),
            List.of()),
        new SampleCase(
            "02",
            GRIEVANCE,
            NORMAL,
            new Customer("jiwoo.han", "한지우", "ko"),
            "face-to-face",
            "와이파이가 회의 때마다 끊깁니다. 접수할 때마다 공유기를 다시 켜 보라는 말만 들었습니다.",
            "원인을 찾아 고쳐 주시기 바랍니다.",
            context("Wi-Fi", "Network", "Phone", "Engineering", "Seoul"),
            List.of()),
        new SampleCase(
            "03",
            GRIEVANCE,
            NORMAL,
            new Customer("chen.yu", "陈宇", "zh-CN"),
            "phone",
            "工单被关闭了，可是邮箱还是登不上。打电话问，客服说系统里显示“已解决”。",
            "请重新处理，并告诉我原因。",
            context("Email", "Workplace", "Phone", "Manufacturing", "Shanghai"),
            List.of(acknowledge("我们已收到您的反馈，今天会有专人查看并与您联系。"))),
        new SampleCase(
            "04",
            GRIEVANCE,
            NORMAL,
            new Customer("liam.walsh", "Liam Walsh", "en"),
            "phone",
            "I was moved to the new laptop without a word, and half of my files are not there.",
            "My files, and a warning before you do that to the next one",
            context("Laptop", "Workplace", "Phone", "Sales", "Dublin"),
            List.of(
                acknowledge("We are sorry. We look for your files first and call you by noon."),
                assess(NORMAL, GRIEVANCE, "The move was announced to the wrong list of people."),
                assign(AGENT))),
        new SampleCase(
            "05",
            COMPLAINT,
            NORMAL,
            new Customer("minseo.kim", "김민서", "ko"),
            "email",
            "급여 시스템 오류로 명세서가 두 달째 틀립니다. 문의할 때마다 다른 담당자에게 처음부터 설명했습니다.",
            "정정된 명세서와 담당자 한 명을 원합니다.",
            context("Payroll", "Business Applications", "Email", "Engineering", "Seoul"),
            List.of(
                acknowledge("불편을 드려 죄송합니다. 담당자를 정해 오늘 중으로 연락드리겠습니다."),
                assess(NORMAL, COMPLAINT, "두 달 연속 같은 오류, 담당자 네 명 거침."),
                assign(AGENT),
                new Step(AGENT, "investigating", "investigate", Map.of()),
                new Step(
                    AGENT,
                    "waiting",
                    "wait",
                    Map.of("for", "customer", "note", "10월 명세서 사본을 요청함.")))),
        new SampleCase(
            "06",
            GRIEVANCE,
            SEVERE,
            new Customer("wang.fang", "王芳", "zh-CN"),
            "phone",
            "VPN 连续三天断线，生产数据传不出去。每次都让我等，没有人告诉我要等多久。",
            "今天恢复，并给出明确的时间。",
            context("VPN", "Network", "Phone", "Manufacturing", "Shanghai"),
            List.of(
                acknowledge("非常抱歉。我们正在排查，两小时内给您答复。"),
                assess(SEVERE, GRIEVANCE, "影响生产，上海工厂共九人。"),
                assign(AGENT),
                new Step(AGENT, "investigating", "investigate", Map.of()),
                new Step(AGENT, "noted", "note", Map.of("text", "与网络组确认：网关证书已过期。")))),
        new SampleCase(
            "07",
            COMPLAINT,
            NORMAL,
            new Customer("eva.brandt", "Eva Brandt", "en"),
            "letter",
            "Your engineer opened my mailbox in front of my colleagues without asking me.",
            "A written answer on who may read what",
            context("Email", "Workplace", "Portal", "Engineering", "Berlin"),
            answered(
                "Thank you for your letter. The engineer should have asked you, and did not. We have"
                    + " spoken with him and with his team, and the session is closed by default now.",
                NORMAL)),
        new SampleCase(
            "08",
            COMPLAINT,
            NORMAL,
            new Customer("seoyeon.park", "박서연", "ko"),
            "phone",
            "신규 입사자 계정이 일주일 동안 열리지 않아 업무를 시작하지 못했습니다.",
            "재발 방지 약속",
            context("Single sign-on", "Identity", "Phone", "Engineering", "Seoul"),
            closed(
                "입사자 계정이 제때 열리지 않은 점 사과드립니다. 승인 단계가 빠져 있었고, 이제 입사 사흘 전에 자동으로 확인합니다.",
                Map.of(
                    "accepted",
                    true,
                    "rootCause",
                    "입사 승인 단계 누락",
                    "remedy",
                    "당일 계정 발급, 전화로 사과",
                    "correctiveAction",
                    Map.of(
                        "title",
                        "입사 3일 전 계정 자동 점검",
                        "owner",
                        LEAD,
                        "due",
                        today.plusWeeks(6).toString())))),
        new SampleCase(
            "09",
            COMPLAINT,
            SEVERE,
            new Customer("zhao.lei", "赵磊", "zh-CN"),
            "email",
            "维修人员取走电脑后两周没有消息，数据也没有备份。",
            "说明情况并恢复数据",
            context("Laptop", "Workplace", "Email", "Manufacturing", "Shanghai"),
            withReview(
                closed(
                    "对此我们深表歉意。电脑已修好，数据恢复了绝大部分，并已安排专人上门交付。",
                    Map.of(
                        "accepted", false,
                        "recourse", "可要求由他人复核，或联系服务管理部门",
                        "rootCause", "送修流程没有登记备份",
                        "remedy", "恢复数据并上门交付",
                        "noActionBecause", "新流程下月上线，已包含备份登记")),
                "客户认为丢失的数据没有得到说明。")),
        new SampleCase(
            "10",
            GRIEVANCE,
            NORMAL,
            new Customer("conor.byrne", "Conor Byrne", "en"),
            "phone",
            "I was told to bring the laptop, and then nobody was there.",
            "An apology",
            context("Laptop", "Workplace", "Phone", "Sales", "Dublin"),
            List.of(
                acknowledge("We are sorry that you came in vain, and look into it."),
                new Step(
                    AGENT,
                    "withdrawn",
                    "withdraw",
                    Map.of("reason", "He called back: it was the building's reception, not us.")))),
        new SampleCase(
            "11",
            COMPLAINT,
            NORMAL,
            new Customer("greta.lind", "Greta Lind", "en"),
            "phone",
            "The payroll portal logs me out each time I upload a receipt.",
            "That it works before the end of the month",
            context("Payroll", "Business Applications", "Phone", "Engineering", "Berlin"),
            withReopening(
                answered("We are sorry. The limit was too short and is an hour now.", NORMAL),
                "She called: with large receipts it happens all the same.")));
  }

  private static Context context(
      String service, String team, String channel, String organization, String location) {
    return new Context(service, team, null, channel, null, null, organization, location);
  }

  private static Step acknowledge(String message) {
    return new Step(AGENT, "acknowledged", "acknowledge", Map.of("message", message));
  }

  private static Step assess(String severity, String kind, String note) {
    return new Step(
        AGENT, "assessed", "assess", Map.of("severity", severity, "kind", kind, "note", note));
  }

  private static Step assign(String to) {
    return new Step(LEAD, "assigned", "assign", Map.of("to", to));
  }

  private static List<Step> answered(String answer, String severity) {
    return List.of(
        new Step(AGENT, "acknowledged", "acknowledge", Map.of()),
        new Step(AGENT, "assessed", "assess", Map.of("severity", severity, "kind", COMPLAINT)),
        assign(AGENT),
        new Step(AGENT, "investigating", "investigate", Map.of()),
        new Step(AGENT, "responded", "respond", Map.of("message", answer, "formal", true)));
  }

  private static List<Step> closed(String answer, Map<String, ?> closing) {
    return and(answered(answer, NORMAL), new Step(LEAD, "closed", "close", closing));
  }

  /** By the manager, so that the lead and the agent have no hand in the second stage. */
  private static List<Step> withReview(List<Step> steps, String reason) {
    return and(steps, new Step(MANAGER, "review-requested", "review", Map.of("reason", reason)));
  }

  private static List<Step> withReopening(List<Step> steps, String reason) {
    return and(steps, new Step(LEAD, "reopened", "reopen", Map.of("reason", reason)));
  }

  private static List<Step> and(List<Step> steps, Step last) {
    var all = new ArrayList<>(steps);
    all.add(last);
    return List.copyOf(all);
  }
}
