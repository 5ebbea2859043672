package uk.casebook.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CallersTest {

  @Inject Callers callers;

  @Test
  void nobodyAsksOutsideARequest() throws InterruptedException {
    Caller[] found = new Caller[1];
    Thread scheduled = new Thread(() -> found[0] = callers.current());
    scheduled.start();
    scheduled.join();
    assertThat(found[0]).isEqualTo(Caller.ANONYMOUS);
    assertThat(found[0].isAnonymous()).isTrue();
  }

  @Test
  void anAdministratorMayDoWhatEveryRoleMay() {
    Caller administrator = new Caller("key:abcdefgh", Set.of(Role.ADMIN), null);
    assertThat(Role.values()).allMatch(administrator::has);
  }

  @Test
  void anyOtherCallerMayDoWhatItsOwnRolesMay() {
    Caller editor = new Caller("key:abcdefgh", Set.of(Role.EDITOR), null);
    assertThat(Role.values()).filteredOn(editor::has).containsExactly(Role.EDITOR);
    assertThat(Role.values()).noneMatch(Caller.ANONYMOUS::has);
  }
}
