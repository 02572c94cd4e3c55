package dev.barometer.reporting.openid;

import java.util.List;
import java.util.Objects;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Offers the providers that are set on the login page. */
@ControllerAdvice(annotations = Controller.class)
final class OtherSignInAdvice {
  private final List<OtherSignIn> offered;

  /**
   * A provider.
   *
   * @param name as {@code client-name} says it
   */
  public record OtherSignIn(String path, String name) {}

  OtherSignInAdvice(OAuth2ClientProperties providers) {
    this.offered =
        providers.getRegistration().entrySet().stream()
            .map(
                one ->
                    new OtherSignIn(
                        "/oauth2/authorization/" + one.getKey(),
                        Objects.requireNonNullElse(one.getValue().getClientName(), one.getKey())))
            .toList();
  }

  @ModelAttribute("otherSignIns")
  List<OtherSignIn> otherSignIns() {
    return offered;
  }
}
