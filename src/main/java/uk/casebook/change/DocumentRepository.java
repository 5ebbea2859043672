package uk.casebook.change;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.Document;

/**
 * Documents beside the change log. Every statement is a transaction of its own, or part of the one
 * that is under way: whoever reads one thing waits for nothing else.
 */
@Singleton
class DocumentRepository {

  private static final String FIND =
      """
      select i.resource_id, i.position, case when d.%1$s is null then m.made_by end, d.%1$s
      from register_item i
      cross join (select ? || '-' || coalesce(sum(version), 0) as made_by from vocabulary) m
      left join register_document d on d.resource = i.resource and d.resource_id = i.resource_id
        and d.position = i.position and d.made_by = m.made_by
      where i.resource = ? and %2$s
      """;

  private final AgroalDataSource database;

  DocumentRepository(AgroalDataSource database) {
    this.database = database;
  }

  /** What is made of a thing, by the column that it is kept in. */
  enum Form {
    WHOLE("body"),
    LISTED("listed");

    private final String column;

    Form(String column) {
      this.column = column;
    }
  }

  /**
   * A thing that everybody may read.
   *
   * @param position where its last change stands
   * @param madeBy who makes its document now; null if that is not needed
   * @param document null if the last one no longer holds
   */
  record Row(UUID id, long position, @Nullable String madeBy, @Nullable Document document) {}

  List<Row> findBySlug(String build, String resource, String slug) {
    return find(
        FIND.formatted(Form.WHOLE.column, "i.slug = ?"),
        build,
        resource,
        (statement, at) -> statement.setString(at, slug));
  }

  List<Row> findByIds(String build, String resource, Form form, Collection<UUID> ids) {
    return find(
        FIND.formatted(form.column, "i.resource_id = any(?)"),
        build,
        resource,
        (statement, at) ->
            statement.setArray(at, statement.getConnection().createArrayOf("uuid", ids.toArray())));
  }

  /** Sets what is asked for. */
  private interface Condition {
    void set(PreparedStatement statement, int at) throws SQLException;
  }

  private List<Row> find(String sql, String build, String resource, Condition condition) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, build);
      statement.setString(2, resource);
      condition.set(statement, 3);
      List<Row> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          UUID id = rows.getObject(1, UUID.class);
          byte[] body = rows.getBytes(4);
          found.add(
              new Row(
                  id,
                  rows.getLong(2),
                  rows.getString(3),
                  body == null ? null : new Document(id, body)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new PersistenceException("Documents cannot be read", e);
    }
  }

  /**
   * Keeps a document, unless its thing has changed meanwhile or is gone.
   *
   * @param listed what lists show of it, or null if no list does
   */
  void keep(String resource, Row made, byte[] body, byte @Nullable [] listed) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select keep_document(?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, resource);
      statement.setObject(2, made.id());
      statement.setLong(3, made.position());
      statement.setString(4, made.madeBy());
      statement.setBytes(5, body);
      statement.setBytes(6, listed);
      statement.execute();
    } catch (SQLException e) {
      throw new PersistenceException("A document cannot be kept", e);
    }
  }
}
