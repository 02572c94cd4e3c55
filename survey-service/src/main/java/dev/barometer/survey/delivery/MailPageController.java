package dev.barometer.survey.delivery;

import dev.barometer.starter.web.Cursor;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Mails that are kept instead of sent, as pages of administrators: who has a link may answer. */
@Controller
class MailPageController {
  private static final String LIST = "/mails";
  private static final int ROWS = 50;

  private final KeptMailRepository mails;

  MailPageController(KeptMailRepository mails) {
    this.mails = mails;
  }

  /** They hold links, and who was asked. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(LIST)
  String list(@RequestParam(required = false) @Nullable String cursor, Model model) {
    model.addAttribute("mails", mails.page(Cursor.asked(cursor), ROWS));
    model.addAttribute("count", mails.count());
    return "mails";
  }

  @GetMapping(LIST + "/{id}")
  String one(@PathVariable String id, Model model) {
    KeptMail mail =
        mails.find(id).orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
    model.addAttribute("mail", mail);
    // Its links open beside the frame that it is shown in.
    model.addAttribute("framed", "<base target=\"_blank\">" + mail.html());
    return "mail";
  }
}
