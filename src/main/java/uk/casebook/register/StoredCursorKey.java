package uk.casebook.register;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.CursorKey;

/** The key of cursors as it is kept in the database: the same for every service on it. */
@Singleton
class StoredCursorKey implements CursorKey {

  private final RegisterService register;
  private volatile byte @Nullable [] key;

  StoredCursorKey(RegisterService register) {
    this.register = register;
  }

  @Override
  public byte[] bytes() {
    byte[] known = key;
    if (known == null) {
      known = register.cursorKey();
      key = known;
    }
    return known;
  }
}
