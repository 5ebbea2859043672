package uk.casebook.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of an organisation and can be changed. */
record OrganisationContent(
    String name,
    OrganisationKind kind,
    List<Identifier> identifiers,
    @Nullable String website,
    @Nullable String nation,
    @Nullable String region) {}
