package uk.casebook.webhook;

import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which addresses may be sent to: those of the public internet, over HTTPS, and what the operator
 * allows besides. Whoever sends has to connect to the very addresses that were looked at here: a
 * name may mean another one the next time.
 */
@Singleton
class WebhookTargets {

  private static final Set<Integer> PORTS = Set.of(443, 8443);

  /** What the IANA IPv4 Special-Purpose Address Registry has, and what is for groups. */
  private static final List<Network> NOT_PUBLIC_4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** All that IANA gives out to the public internet. */
  private static final List<Network> PUBLIC_6 = networks("2000::/3");

  /** What is not public in that: protocols (Teredo), examples, 6to4. */
  private static final List<Network> NOT_PUBLIC_6 =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  /** IPv4 for networks that have only IPv6 (RFC 6052): the last four bytes are the address. */
  private static final List<Network> NAT64 = networks("64:ff9b::/96");

  private static final Pattern DOTTED =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

  /** A host that ends like this is taken for a number by some, whatever stands before it. */
  private static final Pattern ENDS_IN_NUMBER =
      Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?", Pattern.CASE_INSENSITIVE);

  private final AddressResolver resolver;
  private final Set<String> allowedHosts = new HashSet<>();
  private final List<Network> allowedNetworks;

  WebhookTargets(
      AddressResolver resolver,
      @ConfigProperty(name = "casebook.webhook.allow") Optional<List<String>> allow) {
    this.resolver = resolver;
    this.allowedNetworks =
        networks(
            allow.orElse(List.of()).stream()
                .filter(entry -> entry.contains("/"))
                .toArray(String[]::new));
    allow.orElse(List.of()).stream()
        .filter(entry -> !entry.contains("/"))
        .map(WebhookTargets::withoutCase)
        .forEach(allowedHosts::add);
  }

  private static List<Network> networks(String... all) {
    return Stream.of(all).map(Network::parse).toList();
  }

  /**
   * Looks up where an address leads.
   *
   * @throws RefusedTargetException if it may not be sent there
   * @throws UnknownHostException if that is the only thing that is wrong
   */
  Target resolve(String url) throws RefusedTargetException, UnknownHostException {
    URI uri = parse(url);
    String host = withoutCase(uri.getHost());
    List<InetAddress> addresses;
    try {
      addresses = isLiteral(host) ? List.of(InetAddress.getByName(host)) : resolver.resolve(host);
    } catch (UnknownHostException e) {
      addresses = List.of();
    }
    boolean allowed = allowedHosts.contains(host);
    boolean inside = !addresses.isEmpty() && addresses.stream().allMatch(this::isAllowed);
    if (!allowed && !inside) {
      checkPublic(uri, addresses);
    }
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return new Target(uri, addresses);
  }

  private static URI parse(String url) throws RefusedTargetException {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new RefusedTargetException("malformed", "The address is not a URL.");
    }
    String host = uri.getHost();
    if (host == null || (!Target.isSecure(uri) && !"http".equalsIgnoreCase(uri.getScheme()))) {
      throw new RefusedTargetException(
          "malformed",
          "The address needs https:// and the name of a host, one with other letters in its ASCII"
              + " form.");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new RefusedTargetException(
          "malformed", "The address may have neither a user nor a fragment.");
    }
    boolean ambiguous = ENDS_IN_NUMBER.matcher(host).matches() && !DOTTED.matcher(host).matches();
    if (ambiguous || host.contains("%")) {
      throw new RefusedTargetException(
          "malformed", "An IP address is written as 192.0.2.1 or [2001:db8::1].");
    }
    return uri;
  }

  private static String withoutCase(String host) {
    return host.toLowerCase(Locale.ROOT);
  }

  private static boolean isLiteral(String host) {
    return host.startsWith("[") || DOTTED.matcher(host).matches();
  }

  private void checkPublic(URI uri, List<InetAddress> addresses) throws RefusedTargetException {
    if (!Target.isSecure(uri)) {
      throw new RefusedTargetException(
          "not-https", "Messages are sent over https, except to hosts that the operator allows.");
    }
    if (!PORTS.contains(Target.port(uri))) {
      throw new RefusedTargetException(
          "port-refused",
          "Messages are sent to the ports 443 and 8443, except to hosts that the operator allows.");
    }
    for (InetAddress address : addresses) {
      if (!isPublic(address) && !isAllowed(address)) {
        throw new RefusedTargetException(
            "address-refused",
            "The host lies in a private or reserved network, where messages are sent only if the"
                + " operator allows it.");
      }
    }
  }

  private boolean isAllowed(InetAddress address) {
    return isIn(allowedNetworks, address);
  }

  /** Whether an address belongs to the public internet. */
  static boolean isPublic(InetAddress address) {
    if (isIn(NAT64, address)) {
      byte[] bytes = address.getAddress();
      return isPublic(of(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length)));
    }
    return address instanceof Inet6Address
        ? isIn(PUBLIC_6, address) && !isIn(NOT_PUBLIC_6, address)
        : !isIn(NOT_PUBLIC_4, address);
  }

  private static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }

  private static boolean isIn(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
