package uk.casebook.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An organisation that is no council, as it comes in. */
public record OrganisationRequest(
    String slug,
    String name,
    OrganisationKind kind,
    List<Identifier> identifiers,
    @Nullable String website,
    @Nullable String nation,
    @Nullable String region) {}
