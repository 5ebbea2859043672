package uk.casebook.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What everybody may read, as the tables say and not the feed; a thing is resource/id/version. */
final class Register {

  private Register() {}

  static Set<String> read(Connection connection) throws SQLException {
    return texts(
        connection,
        """
        select 'organisation/' || id || '/' || version from organisation where merged_into_id is null
        union all
        select 'case-study/' || id || '/' || published_version from case_study
          where published_version is not null and status <> 'withdrawn'
        union all
        select 'metric/' || id || '/' || published_version from metric
          where published_version is not null and not withdrawn
        union all
        select 'funding-programme/' || id || '/' || version from funding_programme
        union all
        select 'grant/' || id || '/' || version from grant_award
          where status is distinct from 'cancelled'
        """);
  }

  /** What the feed keeps of it. */
  static Set<String> readItems(Connection connection) throws SQLException {
    return texts(
        connection, "select resource || '/' || resource_id || '/' || version from register_item");
  }

  private static Set<String> texts(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      Set<String> texts = new TreeSet<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  /** The digests of all buckets, computed in another way than the service and the mirror do. */
  static List<String> digests(Collection<String> things) {
    BigInteger[] digests = new BigInteger[256];
    Arrays.fill(digests, BigInteger.ZERO);
    for (String thing : things) {
      String id = thing.split("/", -1)[1];
      int bucket = Integer.parseInt(id.substring(34), 16);
      digests[bucket] = digests[bucket].xor(new BigInteger(1, sha256(thing)));
    }
    return Arrays.stream(digests).map("%064x"::formatted).toList();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
