package uk.casebook.organisation;

import java.util.UUID;

/** Tells, in the transaction that does it, that what is said of an organisation has changed. */
public record OrganisationChanged(UUID id) {}
