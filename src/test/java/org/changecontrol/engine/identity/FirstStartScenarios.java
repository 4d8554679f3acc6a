package org.changecontrol.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.changecontrol.PlatformIT;
import org.changecontrol.identity.Groups;
import org.changecontrol.identity.UnsafeSettings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What an installation does at its start, tried on the demonstration's database and rolled back.
 */
abstract class FirstStartScenarios extends PlatformIT {

  private static final String GOOD = "gravel-otter-lamp-7";

  @Autowired IdentityService identity;
  @Autowired DemonstrationAccounts demonstration;
  @Autowired TransactionTemplate transaction;

  @Test
  void anInstallationRefusesADatabaseWithDemonstrationAccounts() {
    assertThatThrownBy(() -> demonstration.refuse())
        .isInstanceOf(UnsafeSettings.class)
        .hasMessageContaining("demonstration accounts")
        .hasMessageContaining("cab1")
        .hasMessageContaining("DATABASE_URL");
  }

  @Test
  void whereThereIsNoAdministratorTheOneOfTheSettingsIsAppointed() {
    String id = "a" + UUID.randomUUID().toString().substring(0, 8);
    rolledBack(
        () -> {
          dismissAdministrators();
          new FirstAdministrator(identity, id, GOOD).appoint();

          assertThat(identity.checkPassword(id, GOOD)).isTrue();
          assertThat(administrators()).isEqualTo(1);
        });
  }

  @Test
  void whereThereIsOneNobodyElseIsAppointed() {
    String id = "a" + UUID.randomUUID().toString().substring(0, 8);
    rolledBack(
        () -> {
          new FirstAdministrator(identity, id, GOOD).appoint();

          assertThat(identity.createUserQuery().userId(id).count()).isZero();
        });
  }

  @Test
  void withoutAPasswordOfHisOwnNobodyIsAppointed() {
    for (String password : new String[] {"", "admin", "admin-admin-1"}) {
      rolledBack(
          () -> {
            dismissAdministrators();
            assertThatThrownBy(() -> new FirstAdministrator(identity, "admin", password).appoint())
                .isInstanceOf(UnsafeSettings.class)
                .hasMessageContaining("CHANGECONTROL_ADMIN_PASSWORD");
          });
    }
  }

  @Test
  void anAdministratorWithADefaultPasswordGetsTheOneOfTheSettings() {
    String id = "a" + UUID.randomUUID().toString().substring(0, 8);
    rolledBack(
        () -> {
          User lazy = identity.newUser(id);
          lazy.setPassword("changeme");
          ((IdentityServiceImpl) identity).saveUser(lazy, true);
          identity.createMembership(id, Groups.ADMINISTRATORS);

          new FirstAdministrator(identity, id, GOOD).appoint();

          assertThat(identity.checkPassword(id, "changeme")).isFalse();
          assertThat(identity.checkPassword(id, GOOD)).isTrue();
        });
  }

  /** Past the platform, which does not let the last one go. */
  private void dismissAdministrators() {
    jdbc.sql("delete from act_id_membership where group_id_ = ?")
        .param(Groups.ADMINISTRATORS)
        .update();
  }

  private long administrators() {
    return identity.createUserQuery().memberOfGroup(Groups.ADMINISTRATORS).count();
  }

  private void rolledBack(Runnable what) {
    transaction.executeWithoutResult(
        state -> {
          state.setRollbackOnly();
          what.run();
        });
  }
}
