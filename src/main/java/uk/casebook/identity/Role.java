package uk.casebook.identity;

/** What a signed-in caller may do besides reading what is public. */
public enum Role {
  /** Sees the contacts of case studies. */
  PARTNER,
  /** Writes drafts of the case studies and figures that its organisation leads. */
  CONTRIBUTOR,
  /** Reviews, publishes and withdraws all case studies; keeps organisations and vocabularies. */
  EDITOR,
  /** Runs funding rounds. */
  GRANT_OFFICER,
  /** Gives out keys, reads the audit, and may do what every other role may. */
  ADMIN
}
