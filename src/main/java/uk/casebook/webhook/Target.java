package uk.casebook.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * Where a message may be sent.
 *
 * @param addresses of the host, at least one; each may be connected to
 */
record Target(URI uri, List<InetAddress> addresses) {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  static boolean isSecure(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return isSecure(uri) ? HTTPS : HTTP;
  }

  /** What stands in the first line of the request. */
  String path() {
    String path = uri.getRawPath();
    String query = uri.getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }
}
