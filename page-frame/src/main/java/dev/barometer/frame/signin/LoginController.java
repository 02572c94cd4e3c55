package dev.barometer.frame.signin;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The login form; Spring Security takes what it sends. */
@Controller
final class LoginController {
  @GetMapping("/login")
  String login() {
    return "login";
  }
}
