package dev.barometer.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** From where a call comes, as the brake counts it. */
public final class Addresses {
  private static final int NETWORK_BYTES = 8;

  private Addresses() {}

  /**
   * The address; of version 6 only its network, because whoever has one such address has very many.
   */
  public static String of(HttpServletRequest request) {
    return of(request.getRemoteAddr());
  }

  /** The same of what somebody else has read from the call. */
  public static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      InetAddress parsed = InetAddress.getByName(address);
      if (!(parsed instanceof Inet6Address)) {
        return parsed.getHostAddress();
      }
      byte[] network = Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES);
      return HexFormat.of().formatHex(network) + "/64";
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
