package uk.casebook.http;

/** Tells states of what everybody may read apart. */
public interface RegisterMark {

  /** Another one as soon as what everybody may read has changed; it says nothing by itself. */
  String mark();
}
