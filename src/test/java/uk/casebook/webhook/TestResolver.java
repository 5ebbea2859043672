package uk.casebook.webhook;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Knows the hosts that a test has named, and asks nobody else. */
@Alternative
@Priority(1)
@Singleton
class TestResolver extends AddressResolver {

  private static final Map<String, List<InetAddress>> HOSTS = new ConcurrentHashMap<>();

  /** From now on a host has these addresses. */
  static void know(String host, String... addresses) {
    HOSTS.put(host, Stream.of(addresses).map(TestResolver::address).toList());
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  List<InetAddress> resolve(String host) throws UnknownHostException {
    List<InetAddress> known = HOSTS.get(host);
    if (known == null) {
      throw new UnknownHostException(host);
    }
    return known;
  }
}
