package dev.barometer.frame.page;

import dev.barometer.frame.brand.Brand;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.progress.Standing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Gives every page its frame, those that tell of an error too. */
public final class FrameInterceptor implements HandlerInterceptor {
  private static final String NAME = "frame";

  private final Navigation navigation;
  private final RoleHierarchy roles;
  private final Supplier<Optional<Standing>> standing;
  private final ReaderZones zones;
  private final Brand brand;

  /**
   * @param service whose pages these are
   * @param standing how old what they show is, where somebody watches it
   * @param zone of the organisation: times are told in it where a reader chose no other
   * @param brand how the organisation shows itself
   */
  public FrameInterceptor(
      String service,
      LinkProperties links,
      RoleHierarchy roles,
      Supplier<Optional<Standing>> standing,
      ZoneId zone,
      Brand brand) {
    this.navigation = new Navigation(service, links);
    this.roles = roles;
    this.standing = standing;
    this.zones = new ReaderZones(zone);
    this.brand = brand;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    request.setAttribute(NAME, frame(request, zones.organisation()));
    if (handler instanceof HandlerMethod) {
      request.setAttribute(NAME, frame(request, zones.of(request, response)));
    }
    return true;
  }

  private Frame frame(HttpServletRequest request, ZoneId zone) {
    return new Frame(request, navigation, roles, standing, zone, zones.organisation(), brand);
  }
}
