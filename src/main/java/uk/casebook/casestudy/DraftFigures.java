package uk.casebook.casestudy;

import org.jspecify.annotations.Nullable;

/** What the editing of a case study asks of its figures, which go the way of their case study. */
public interface DraftFigures {

  /** A new draft begins with the figures of the version that it was made from. */
  void copy(long publishedVersionId, long draftVersionId);

  /** A draft is thrown away, and with it the figures that nobody has seen. */
  void discard(long draftVersionId);

  /**
   * Readers see the figures of this version from now on.
   *
   * @param previousVersionId the version that they saw before, if any
   */
  void publish(long versionId, @Nullable Long previousVersionId);

  /** Readers see the figures of this version no more. */
  void withdraw(long versionId);
}
