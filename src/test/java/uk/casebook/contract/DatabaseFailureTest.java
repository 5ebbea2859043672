package uk.casebook.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseFailureTest {

  private final SQLException brokenOff = new SQLException("An I/O error", "08006");

  @Test
  void isBehindWhatItCaused() {
    assertThat(DatabaseFailure.isBehind(new IllegalStateException(brokenOff))).isTrue();
  }

  @Test
  void isBehindACommitThatItBrokeOff() {
    Exception commit = new Exception("Could not commit transaction.");
    commit.addSuppressed(new Exception("Resource manager failed", brokenOff));

    assertThat(DatabaseFailure.isBehind(new IllegalStateException(commit))).isTrue();
  }

  @Test
  void isNotBehindAFaultOfTheService() {
    assertThat(DatabaseFailure.isBehind(new SQLException("syntax error", "42601"))).isFalse();
  }

  @Test
  void endsOnCausesThatGoRoundInACircle() {
    Exception one = new Exception();
    Exception other = new Exception(one);
    one.initCause(other);
    one.addSuppressed(other);

    assertThat(DatabaseFailure.isBehind(one)).isFalse();
  }
}
