package uk.casebook.identity;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking.
 *
 * @param name what the audit says: {@code key:} with a key's prefix, {@code person:} with the
 *     identifier that the OpenID provider gives a person, or {@code anonymous}
 * @param organisationId the organisation that the caller writes for
 */
public record Caller(String name, Set<Role> roles, @Nullable UUID organisationId) {

  /** What the names of keys begin with. */
  static final String KEY = "key:";

  /** Nobody who signed in. */
  public static final Caller ANONYMOUS = new Caller("anonymous", Set.of(), null);

  /** Copies the roles. */
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Whether nobody has signed in. */
  public boolean isAnonymous() {
    return equals(ANONYMOUS);
  }

  /** Whether the caller may do what a role may; an administrator may do everything. */
  public boolean has(Role role) {
    return roles.contains(role) || roles.contains(Role.ADMIN);
  }
}
