package uk.casebook.change;

import java.util.List;
import java.util.UUID;

/** What a bucket of the digest holds, at a place in the feed. */
public record DigestBucketResponse(String cursor, String bucket, String digest, List<Item> items) {

  /** Something that everybody may read. */
  public record Item(String resource, UUID id, String slug, int version, String href) {}
}
