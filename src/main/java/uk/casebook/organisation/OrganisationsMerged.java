package uk.casebook.organisation;

import java.util.UUID;

/**
 * Tells, in the transaction that does it, that two records of one organisation were merged.
 *
 * @param from the one that goes; nothing names it from now on but what was published before
 * @param into the one that stays
 */
public record OrganisationsMerged(UUID from, UUID into) {}
