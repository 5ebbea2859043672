package uk.casebook.change;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes to the register as the service's role does, in transactions of every sort: short ones and
 * ones that hold their rows for seconds, some rolled back, some of a client that goes away, in
 * random order on things that others write too.
 */
final class SoakWriter implements Callable<Void> {

  /** Serialization failure, deadlock, lock timeout, and the places that two wanted to give. */
  private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01", "55P03", "23505");

  private static final List<Integer> ISOLATIONS =
      List.of(
          Connection.TRANSACTION_READ_COMMITTED,
          Connection.TRANSACTION_READ_COMMITTED,
          Connection.TRANSACTION_READ_COMMITTED,
          Connection.TRANSACTION_REPEATABLE_READ,
          Connection.TRANSACTION_SERIALIZABLE);

  private final Things things;
  private final Random random = new Random();
  private Connection connection;
  private List<String> entered = new ArrayList<>();

  /** Opens connections as the service's role. */
  interface Database {
    Connection connect() throws SQLException;
  }

  /** What all writers write to, and what became of it. */
  static final class Things {

    private final Database database;
    private final List<UUID> organisations = new CopyOnWriteArrayList<>();
    private final List<UUID> studies = new CopyOnWriteArrayList<>();
    private final UUID heir = UUID.randomUUID();
    private volatile boolean stopped;

    /** Each change that was committed, as resource/id/version and + if it is there after it. */
    final Queue<String> committed = new ConcurrentLinkedQueue<>();

    final AtomicInteger commits = new AtomicInteger();
    final AtomicInteger rollbacks = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();

    Things(Database database) {
      this.database = database;
    }

    void create(int count) throws SQLException {
      SoakWriter writer = new SoakWriter(this);
      writer.insertOrganisation(heir);
      for (int i = 0; i < count; i++) {
        organisations.add(writer.insertOrganisation(UUID.randomUUID()));
      }
      for (int i = 0; i < count / 4; i++) {
        studies.add(writer.insertStudy());
      }
      writer.commit();
      writer.connection.close();
    }

    void stop() {
      stopped = true;
    }
  }

  SoakWriter(Things things) throws SQLException {
    this.things = things;
    this.connection = connect();
  }

  private Connection connect() throws SQLException {
    Connection opened = things.database.connect();
    opened.setAutoCommit(false);
    return opened;
  }

  @Override
  public Void call() throws SQLException, InterruptedException {
    while (!things.stopped) {
      try {
        write();
        if (chance(30)) {
          order();
        }
      } catch (SQLException e) {
        if (!TRY_AGAIN.contains(e.getSQLState())) {
          throw e;
        }
        things.failures.incrementAndGet();
        connection.rollback();
      }
    }
    connection.close();
    return null;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void write() throws SQLException, InterruptedException {
    entered = new ArrayList<>();
    connection.setTransactionIsolation(ISOLATIONS.get(random.nextInt(ISOLATIONS.size())));
    update("set local lock_timeout = '%dms'".formatted(50 + random.nextInt(2_000)));
    int steps = 1 + random.nextInt(chance(5) ? 60 : 8);
    List<UUID> fresh = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      stepOrUndo(fresh);
      if (chance(2)) {
        update("set constraints all immediate");
      }
    }
    if (chance(4)) {
      Thread.sleep(1_000 + random.nextInt(2_000));
    }
    if (chance(1)) {
      connection.abort(Runnable::run);
      connection = connect();
      things.rollbacks.incrementAndGet();
    } else if (chance(15)) {
      connection.rollback();
      things.rollbacks.incrementAndGet();
    } else {
      commit();
      things.organisations.addAll(fresh);
    }
  }

  private void commit() throws SQLException {
    connection.commit();
    things.committed.addAll(entered);
    things.commits.incrementAndGet();
  }

  private void stepOrUndo(List<UUID> fresh) throws SQLException {
    if (chance(10)) {
      List<String> before = new ArrayList<>(entered);
      Savepoint savepoint = connection.setSavepoint();
      step(new ArrayList<>());
      connection.rollback(savepoint);
      entered = before;
    } else {
      step(fresh);
    }
  }

  private void step(List<UUID> fresh) throws SQLException {
    int kind = random.nextInt(100);
    if (kind < 15) {
      UUID id = insertOrganisation(UUID.randomUUID());
      // Nobody writes the others ever again: whoever misses one has it missing at the end.
      if (chance(50)) {
        fresh.add(id);
      }
    } else if (kind < 65) {
      writeOrganisation("name = 'Name %d'".formatted(random.nextInt(1_000)), "+");
    } else if (kind < 70) {
      writeOrganisation("merged_into_id = '%s'".formatted(things.heir), "-");
    } else if (kind < 90) {
      publish(any(things.studies));
    } else {
      withdraw(any(things.studies));
    }
  }

  private UUID any(List<UUID> ids) {
    return ids.get(random.nextInt(ids.size()));
  }

  private UUID insertOrganisation(UUID id) throws SQLException {
    update(
        """
        insert into organisation (id, slug, name, kind, version, created_at, updated_at)
        values ('%1$s', 'soak-%1$s', 'Soaked', 'other', 1, now(), now())
        """
            .formatted(id));
    entered.add("organisation/" + id + "/1+");
    return id;
  }

  private void writeOrganisation(String assignment, String sign) throws SQLException {
    enter(
        "organisation",
        sign,
        """
        update organisation set version = version + 1, updated_at = now(), %s
        where id = '%s' and merged_into_id is null returning id, version
        """
            .formatted(assignment, any(things.organisations)));
  }

  private UUID insertStudy() throws SQLException {
    UUID id = UUID.randomUUID();
    update(
        """
        insert into case_study (id, slug, status, created_at)
        values ('%1$s', 'soak-%1$s', 'draft', now());
        insert into metric (id, slug, case_study_id, created_at)
        values (gen_random_uuid(), 'soak-%1$s-01', '%1$s', now())
        """
            .formatted(id));
    publish(id);
    return id;
  }

  private void publish(UUID study) throws SQLException {
    update(
        """
        select from case_study where id = '%1$s' for update;
        update case_study_version set superseded_at = clock_timestamp()
          where case_study_id = '%1$s' and published_at is not null and superseded_at is null;
        insert into case_study_version (id, case_study_id, version, title, summary, theme, sections,
          barriers, conditions, statements, quotes, recognition, links, created_at, updated_at)
          select nextval('case_study_version_id'), '%1$s',
            (select coalesce(max(version), 0) + 1 from case_study_version
             where case_study_id = '%1$s'),
            'Soaked', 'In short', null, '[{"kind": "impact", "body": "It helped."}]',
            '[]', '[]', '[]', '[]', '[]', '[]', now(), now();
        update case_study_version set published_at = clock_timestamp()
          where case_study_id = '%1$s' and published_at is null
        """
            .formatted(study));
    enter(
        "case-study",
        "+",
        """
        update case_study set status = 'published', withdrawn_at = null, withdrawal_reason = null,
          published_version = coalesce(published_version, 0) + 1
        where id = '%s' returning id, published_version
        """
            .formatted(study));
    enter(
        "metric",
        "+",
        """
        update metric set published_version = coalesce(published_version, 0) + 1, withdrawn = false
        where case_study_id = '%s' returning id, published_version
        """
            .formatted(study));
  }

  private void withdraw(UUID study) throws SQLException {
    enter(
        "case-study",
        "-",
        """
        update case_study set status = 'withdrawn', withdrawn_at = now(), withdrawal_reason = 'Wrong'
        where id = '%s' and status = 'published' returning id, published_version
        """
            .formatted(study));
    enter(
        "metric",
        "-",
        """
        update metric set withdrawn = true
        where case_study_id = '%s' and not withdrawn returning id, published_version
        """
            .formatted(study));
  }

  private void enter(String resource, String sign, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        entered.add(resource + "/" + rows.getString(1) + "/" + rows.getInt(2) + sign);
      }
    }
  }

  private void update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Orders, mostly as the service does, sometimes as nobody should. */
  private void order() throws SQLException, InterruptedException {
    boolean odd = chance(5);
    if (odd) {
      connection.setTransactionIsolation(ISOLATIONS.get(random.nextInt(ISOLATIONS.size())));
      update("select count(*) from change");
      Thread.sleep(random.nextInt(200));
    } else {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    try (PreparedStatement statement = connection.prepareStatement("select order_changes(?)")) {
      statement.setInt(1, chance(20) ? 1 + random.nextInt(5) : 1_000);
      statement.execute();
    }
    if (odd) {
      Thread.sleep(random.nextInt(200));
    }
    if (odd && chance(50)) {
      connection.rollback();
    } else {
      connection.commit();
    }
  }
}
