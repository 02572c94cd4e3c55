package dev.barometer.reporting.delivery;

import dev.barometer.frame.mail.KeptMailPages;
import dev.barometer.starter.mail.KeptMailRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Reports that are kept instead of sent, as pages of administrators. */
@Controller
@RequestMapping(MailPageController.PATH)
class MailPageController extends KeptMailPages {
  static final String PATH = "/administration/mails";

  MailPageController(KeptMailRepository mails) {
    super(mails, PATH);
  }
}
