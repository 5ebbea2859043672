package uk.casebook.metric;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a metric says, but for its observations.
 *
 * @param title what is measured
 * @param statement what the source says, in one sentence
 * @param kind outcome, output, input, context, target or forecast
 * @param unit code of the vocabulary units
 * @param per what the figures are per: an ISO 8601 duration or a word, such as "session"
 * @param polarity higher-is-better, lower-is-better or neutral
 * @param indicator code of the national indicator that it is a measure of
 * @param caveats what a reader has to know before using the figures
 */
@Embeddable
public record MetricContent(
    String title,
    String statement,
    String kind,
    String unit,
    @Nullable String per,
    String polarity,
    @JdbcTypeCode(SqlTypes.JSON) @Nullable Scale scale,
    @Nullable String indicator,
    @JdbcTypeCode(SqlTypes.JSON) @Column(name = "reported_changes")
        List<ReportedChange> reportedChanges,
    @JdbcTypeCode(SqlTypes.JSON) List<String> caveats,
    @Nullable MetricSource source) {}
