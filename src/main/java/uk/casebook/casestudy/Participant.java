package uk.casebook.casestudy;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** An organisation with its part in a case study. */
@Embeddable
record Participant(Part part, @Column(name = "organisation_id") UUID organisationId) {}
