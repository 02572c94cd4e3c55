package dev.barometer.frame.page;

import dev.barometer.starter.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page shows: who is logged in, and whether as an administrator. */
@ControllerAdvice(annotations = Controller.class)
final class PageFrameAdvice {
  @ModelAttribute("caller")
  @Nullable String caller(@Nullable Principal principal) {
    return principal == null ? null : principal.getName();
  }

  @ModelAttribute("administrator")
  boolean administrator(HttpServletRequest request) {
    return request.isUserInRole(Role.ADMIN.name());
  }
}
