package dev.barometer.survey.asking;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.web.DateParameter;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignPublisher;
import dev.barometer.survey.campaign.DryRun;
import dev.barometer.survey.trigger.DryRunReader;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who would have been asked, as a page; it asks nobody, however often it is opened. */
@Controller
class DryRunPageController {
  private static final int ROWS = 50;
  private static final int DAYS = 30;

  private final CampaignPublisher campaigns;
  private final DryRunReader runs;
  private final LinkProperties links;
  private final ZoneId zone;
  private final Clock clock;

  DryRunPageController(
      CampaignPublisher campaigns,
      DryRunReader runs,
      LinkProperties links,
      BarometerProperties settings,
      Clock clock) {
    this.campaigns = campaigns;
    this.runs = runs;
    this.links = links;
    this.zone = settings.organisation().zone();
    this.clock = clock;
  }

  /** Over whole days; without any, the last 30 and today. */
  @GetMapping(CampaignPageController.ONE + "/dry-run")
  ModelAndView run(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletResponse response,
      Model model) {
    response.setHeader("Cache-Control", "no-store");
    Campaign campaign = campaigns.find(id);
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    String begin = orDay(from, today.minusDays(DAYS));
    String end = orDay(to, today.plusDays(1));
    model.addAttribute("campaign", campaign);
    model.addAttribute("from", begin);
    model.addAttribute("to", end);
    model.addAttribute("tickets", links.reporting() + "/tickets/");
    try {
      DryRunReader.Result result =
          runs.run(
              campaign,
              DateParameter.read("from", begin, zone),
              DateParameter.read("to", end, zone),
              cursor);
      List<DryRun.Item> items = result.items();
      model.addAttribute("complete", result.complete());
      model.addAttribute("considered", items.size());
      model.addAttribute("counts", DryRun.counts(items));
      model.addAttribute("page", DryRunReader.page(items, cursor, ROWS));
      return new ModelAndView("dry-run", model.asMap(), HttpStatus.OK);
    } catch (InvalidRequestException e) {
      model.addAttribute("wrong", e.violations());
      return new ModelAndView("dry-run", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  private static String orDay(@Nullable String asked, LocalDate day) {
    return asked == null || asked.isBlank() ? day.toString() : asked;
  }
}
