package uk.casebook.expression;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an application says and can be changed while it is a draft. */
record ExpressionContent(
    UUID programmeId,
    Beneficiary beneficiary,
    @Nullable String purpose,
    List<WorkforceGroup> workforce,
    List<BudgetLine> lines) {}
