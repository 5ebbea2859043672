package uk.casebook.organisation;

/**
 * That a record of an organisation is one too many.
 *
 * @param into the one that stays, by id, slug or GSS code
 */
public record OrganisationMergeRequest(String into) {}
