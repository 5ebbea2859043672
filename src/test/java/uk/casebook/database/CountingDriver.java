package uk.casebook.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's driver, which also counts the statements that requests are answered with. */
public final class CountingDriver implements Driver {

  private static final Queue<String> STATEMENTS = new ConcurrentLinkedQueue<>();
  private final Driver driver = new org.postgresql.Driver();

  /** The statements that a request costs, whoever sends them; a batch is one. */
  public static List<String> statementsOf(Runnable request) {
    STATEMENTS.clear();
    request.run();
    return List.copyOf(STATEMENTS);
  }

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    Connection connection = driver.connect(url, info);
    return connection == null ? null : counting(Connection.class, connection, "");
  }

  private static <T> T counting(Class<T> type, T counted, String sql) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(counted, sql, method, arguments)));
  }

  private static @Nullable Object call(
      Object counted, String sql, Method method, Object @Nullable [] arguments) throws Throwable {
    String said = arguments != null && arguments[0] instanceof String text ? text : sql;
    if (counted instanceof Statement && method.getName().startsWith("execute") && !isOfAJob()) {
      STATEMENTS.add(said);
    }
    try {
      Object result = method.invoke(counted, arguments);
      if (result instanceof PreparedStatement statement) {
        return counting(PreparedStatement.class, statement, said);
      }
      return result instanceof Statement statement
          ? counting(Statement.class, statement, said)
          : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Whether nobody has asked for it. */
  private static boolean isOfAJob() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getClassName)
                    .anyMatch(
                        name ->
                            Stream.of(
                                    "io.quarkus.scheduler.",
                                    "uk.casebook.change.ChangeSignal",
                                    "uk.casebook.webhook.WebhookSender")
                                .anyMatch(name::startsWith)));
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return driver.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return driver.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return driver.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return driver.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return driver.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() {
    throw new UnsupportedOperationException();
  }
}
