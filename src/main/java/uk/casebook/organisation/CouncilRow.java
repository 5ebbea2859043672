package uk.casebook.organisation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A council as a list of councils gives it.
 *
 * @param gssCode the code of the Government Statistical Service in force
 * @param localAuthorityCode the code in the local authority register of the council's nation
 * @param adultSocialCare whether the council is, or was, responsible for adult social care
 * @param endDate the last day, or null for a council that exists
 * @param replacedBy the GSS codes of the councils that took over
 */
public record CouncilRow(
    String gssCode,
    String slug,
    String name,
    String shortName,
    String type,
    String tier,
    String nation,
    String region,
    boolean adultSocialCare,
    @Nullable String website,
    String localAuthorityCode,
    @Nullable LocalDate startDate,
    @Nullable LocalDate endDate,
    List<String> replacedBy) {}
