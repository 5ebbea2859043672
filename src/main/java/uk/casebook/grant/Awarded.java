package uk.casebook.grant;

import java.util.UUID;
import uk.casebook.casestudy.GrantRef;

/** A grant that was just made. */
public record Awarded(UUID id, GrantRef grant) {}
