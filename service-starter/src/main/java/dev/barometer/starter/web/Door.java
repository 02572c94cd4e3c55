package dev.barometer.starter.web;

import dev.barometer.starter.StartRefusedException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.util.NetMaskSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the proxies are that stand before this service. */
final class Door {
  private static final Logger log = LoggerFactory.getLogger(Door.class);

  private final List<String> networks;
  private final List<String> names;

  /** Of names, addresses and networks ({@code 10.1.0.0/16}). */
  Door(List<String> proxies) {
    List<String> named = proxies.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
    this.networks = named.stream().filter(Door::isNetwork).toList();
    this.names = named.stream().filter(one -> !isNetwork(one)).toList();
    networks.forEach(Door::check);
  }

  private static boolean isNetwork(String proxy) {
    return proxy.indexOf('/') >= 0;
  }

  private static void check(String network) {
    try {
      NetMaskSet.parse(network);
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(
          "barometer.door names a network that is none: " + network,
          "Write it like 10.1.0.0/16, or name the proxy or its address.");
    }
  }

  /** All of them as networks, with commas between. Names are looked up: they move. */
  String addresses() {
    return Stream.concat(networks.stream(), names.stream().flatMap(Door::find))
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static Stream<String> find(String name) {
    try {
      return Arrays.stream(InetAddress.getAllByName(name)).map(Door::network);
    } catch (UnknownHostException e) {
      // Who cannot be found sends nothing, either.
      log.debug("There is no {} just now", name);
      return Stream.empty();
    }
  }

  private static String network(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return (zone < 0 ? text : text.substring(0, zone))
        + (address instanceof Inet4Address ? "/32" : "/128");
  }
}
