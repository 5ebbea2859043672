package uk.casebook.organisation;

import jakarta.persistence.Embeddable;

/**
 * A code that a list outside the register gave to an organisation.
 *
 * @param scheme the list, by its code at org-id.guide ({@code GB-LAE}, {@code GB-CHC} …), or {@code
 *     GSS} for the codes of the Government Statistical Service
 * @param code as it stands in the list, without the scheme
 */
@Embeddable
public record Identifier(String scheme, String code) {}
