package dev.barometer.starter.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Takes the door's word for who calls, over TLS or not, and for which host. Nobody else's: whoever
 * may set these headers may choose the address that the brake counts, and the host in links.
 */
final class DoorValve extends ValveBase {
  private static final String CLIENT = "X-Forwarded-For";
  private static final String SCHEME = "X-Forwarded-Proto";
  private static final String HOST = "X-Forwarded-Host";
  private static final String PORT = "X-Forwarded-Port";

  private final Door door;
  private volatile @Nullable Trusting known;

  /** Made anew where the door has moved: the valve itself is not made to be changed. */
  private record Trusting(String addresses, RemoteIpValve valve) {}

  DoorValve(Door door) {
    super(true);
    this.door = door;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    // Who says nothing of the kind (health, metrics, other services) costs no look for the door.
    if (request.getHeader(CLIENT) == null && request.getHeader(SCHEME) == null) {
      getNext().invoke(request, response);
    } else {
      trusting(door.addresses()).invoke(request, response);
    }
  }

  private RemoteIpValve trusting(String addresses) {
    Trusting trusting = known;
    if (trusting == null || !trusting.addresses().equals(addresses)) {
      trusting = new Trusting(addresses, valve(addresses));
      known = trusting;
    }
    return trusting.valve();
  }

  private RemoteIpValve valve(String addresses) {
    RemoteIpValve valve = new RemoteIpValve();
    valve.setInternalProxies(addresses);
    valve.setRemoteIpHeader(CLIENT);
    valve.setProtocolHeader(SCHEME);
    valve.setHostHeader(HOST);
    valve.setPortHeader(PORT);
    valve.setNext(getNext());
    return valve;
  }
}
