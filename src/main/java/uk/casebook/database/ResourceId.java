package uk.casebook.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of what the register holds. */
public final class ResourceId {

  /** The name space of shipped resources: made once, at random, and never to be changed. */
  private static final NameBasedGenerator SHIPPED =
      Generators.nameBasedGenerator(UUID.fromString("6f4ab0b4-9a3c-4c5e-8d59-0c6a1de0a7f3"));

  private static final TimeBasedEpochGenerator NEW = Generators.timeBasedEpochGenerator();

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  private ResourceId() {}

  /** The id that a key is, unless it is a slug or a code. */
  public static Optional<UUID> parse(String key) {
    return UUID_TEXT.matcher(key).matches() ? Optional.of(UUID.fromString(key)) : Optional.empty();
  }

  /** The id of something new: a UUID of version 7 (RFC 9562, section 5.7), in order of time. */
  public static UUID ofNew() {
    return NEW.generate();
  }

  /**
   * The id of something that the register ships with, the same in every installation: a UUID of
   * version 5 (RFC 9562, section 5.5) of its resource and slug.
   */
  public static UUID ofShipped(String resource, String slug) {
    return SHIPPED.generate(resource + "/" + slug);
  }
}
