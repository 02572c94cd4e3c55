package dev.barometer.reporting.staff;

import dev.barometer.contract.access.StaffMember;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.security.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where an invitation leads: somebody chooses a password, and is signed in. */
@Controller
class WelcomeController {
  private static final String PATH = "/welcome/";
  private static final String PAGE = "welcome";

  private final StaffPublisher staff;
  private final SignIn signIn;

  WelcomeController(StaffPublisher staff, SignIn signIn) {
    this.staff = staff;
    this.signIn = signIn;
  }

  static String pathFor(String secret) {
    return PATH + secret;
  }

  @GetMapping(PATH + "{secret}")
  ModelAndView page(@PathVariable String secret) {
    Optional<StaffMember> invited = staff.invited(secret);
    return invited.map(member -> page(member, null)).orElseGet(WelcomeController::gone);
  }

  @PostMapping(PATH + "{secret}")
  ModelAndView choose(
      @PathVariable String secret,
      @RequestParam String password,
      @RequestParam String again,
      HttpServletRequest call,
      HttpServletResponse answer) {
    Optional<StaffMember> invited = staff.invited(secret);
    if (invited.isEmpty()) {
      return gone();
    }
    String wrong = whatIsWrong(password, again);
    if (wrong != null) {
      return page(invited.get(), wrong);
    }
    Optional<StaffMember> member = staff.choose(secret, password);
    if (member.isEmpty()) {
      return gone();
    }
    signIn.begin(Callers.of(member.get()), call, answer);
    return new ModelAndView("redirect:/");
  }

  private static @Nullable String whatIsWrong(String password, String again) {
    if (password.codePointCount(0, password.length()) < PasswordStore.SHORTEST) {
      return "short";
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > PasswordStore.LONGEST_BYTES) {
      return "long";
    }
    return password.equals(again) ? null : "different";
  }

  private static ModelAndView page(StaffMember member, @Nullable String wrong) {
    var page = new ModelAndView(PAGE);
    page.addObject("member", member);
    page.addObject("shortest", PasswordStore.SHORTEST);
    page.addObject("wrong", wrong);
    page.setStatus(wrong == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static ModelAndView gone() {
    var page = new ModelAndView(PAGE);
    page.setStatus(HttpStatus.GONE);
    return page;
  }
}
