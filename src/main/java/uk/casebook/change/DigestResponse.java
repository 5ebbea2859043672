package uk.casebook.change;

import java.math.BigInteger;
import java.util.List;

/** The digest of everything that everybody may read, true at a place in the feed. */
public record DigestResponse(String cursor, long items, String digest, List<Bucket> buckets) {

  /**
   * A part of it.
   *
   * @param bucket two hexadecimal digits
   * @param digest 64 hexadecimal digits
   */
  public record Bucket(String bucket, int items, String digest) {

    static Bucket of(int bucket, int items, BigInteger digest) {
      return new Bucket("%02x".formatted(bucket), items, hex(digest));
    }
  }

  static DigestResponse of(String cursor, List<Bucket> buckets) {
    BigInteger digest = BigInteger.ZERO;
    long items = 0;
    for (Bucket bucket : buckets) {
      digest = digest.xor(new BigInteger(bucket.digest(), 16));
      items += bucket.items();
    }
    return new DigestResponse(cursor, items, hex(digest), buckets);
  }

  private static String hex(BigInteger digest) {
    return "%064x".formatted(digest);
  }
}
