package uk.casebook.webhook;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of addresses: those that begin with the same bits. Netty has one, too, which takes {@code
 * fe80::1} for one of {@code 2000::/3}.
 */
final class Network {

  private final byte[] first;
  private final int bits;

  private Network(byte[] first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  /**
   * The range that is written like {@code 10.0.0.0/8} or {@code fc00::/7}.
   *
   * @throws IllegalArgumentException if none is
   */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    byte[] first = NetUtil.createByteArrayFromIpAddressString(text.substring(0, slash));
    String bits = text.substring(slash + 1);
    if (first == null
        || !bits.matches("\\d{1,3}")
        || Integer.parseInt(bits) > first.length * Byte.SIZE) {
      throw new IllegalArgumentException(
          text + " is no network; one is written like 10.0.0.0/8 or fc00::/7");
    }
    return new Network(first, Integer.parseInt(bits));
  }

  boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    int whole = bits / Byte.SIZE;
    int rest = bits % Byte.SIZE;
    return other.length == first.length
        && Arrays.equals(first, 0, whole, other, 0, whole)
        && (rest == 0 || ((first[whole] ^ other[whole]) & 0xff) >> (Byte.SIZE - rest) == 0);
  }
}
