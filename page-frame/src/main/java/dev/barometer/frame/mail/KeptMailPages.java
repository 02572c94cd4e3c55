package dev.barometer.frame.mail;

import dev.barometer.starter.mail.KeptMail;
import dev.barometer.starter.mail.KeptMailRepository;
import dev.barometer.starter.web.Cursor;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Mails that are kept instead of sent, as pages of administrators: they hold links, and whoever has
 * one may answer. A service has them by a controller of its own that extends this and is mapped to
 * where they stand; what its mails are for it says in its texts {@code mails.what}, {@code
 * mails.none}, {@code mails.open} and {@code mails.kind.<kind>}.
 */
public abstract class KeptMailPages {
  private static final int ROWS = 50;

  private final KeptMailRepository mails;
  private final String path;

  /** Stands at the path that the controller is mapped to. */
  protected KeptMailPages(KeptMailRepository mails, String path) {
    this.mails = mails;
    this.path = path;
  }

  /** They hold links, and who was asked. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping
  String list(@RequestParam(required = false) @Nullable String cursor, Model model) {
    model.addAttribute("mails", mails.page(Cursor.asked(cursor), ROWS));
    model.addAttribute("count", mails.count());
    model.addAttribute("path", path);
    return "kept-mails";
  }

  @GetMapping("/{id}")
  String one(@PathVariable String id, Model model) {
    KeptMail mail =
        mails.find(id).orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
    model.addAttribute("mail", mail);
    model.addAttribute("path", path);
    // Its links open beside the frame that it is shown in.
    model.addAttribute(
        "framed", "<base target=\"_blank\">" + Objects.requireNonNullElse(mail.html(), ""));
    return "kept-mail";
  }
}
